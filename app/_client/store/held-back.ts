import type { TaskOutput } from '../../../server/task/schema.ts';

type Startable = Pick<TaskOutput, 'status' | 'startOn'>;

/**
 * True for an open task that starts after today.
 * @param today `YYYY-MM-DD`, the person's; empty while it is not known, and nothing starts later
 */
export function startsLater({ status, startOn }: Startable, today: string): boolean {
  return status === 'open' && today !== '' && startOn !== null && startOn > today;
}

/**
 * True for an open task that is not to be begun yet, and so stands back behind the others: it starts after today, or
 * another blocks it. All views ask here, so that they agree.
 */
export function isHeldBack(
  task: Startable,
  { today, isBlocked }: { today: string; isBlocked: boolean },
): boolean {
  return startsLater(task, today) || (task.status === 'open' && isBlocked);
}
