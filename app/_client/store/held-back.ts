import type { TaskOutput } from '../../../server/task/schema.ts';

/**
 * True for an open task that is not to be begun yet, and so stands back behind the others: it starts after today.
 * Whatever else holds a task back is asked here too, so that all views agree.
 * @param today `YYYY-MM-DD`, the person's; empty while it is not known, and nothing is held back
 */
export function isHeldBack(
  { status, startOn }: Pick<TaskOutput, 'status' | 'startOn'>,
  today: string,
): boolean {
  return status === 'open' && today !== '' && startOn !== null && startOn > today;
}
