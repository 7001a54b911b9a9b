import type { Record } from '../changes/record.ts';
import { TooMuch } from '../changes/write-in-steps.ts';
import type { WriteCtx } from '../changes/write.ts';
import { dropAssignees } from './drop-assignees.ts';
import { listLosing } from './list-losing.ts';
import type { Losing, Where } from './list-losing.ts';

/** So many tasks lose people in one transaction. */
const most = 250;

/**
 * Takes people off the tasks that they do not see any more, and records it. Who has left the workspace stays
 * assigned and shows as left.
 * @throws TooMuch where the tasks are many: runs in `writeInSteps`
 */
export async function dropStrangers(w: WriteCtx, record: Record, where: Where): Promise<void> {
  const losing = await listLosing(w, w.member, { where, most: most + 1 });
  if (losing.length > most)
    throw new TooMuch((ahead, told) => drop(ahead, told, losing.slice(0, most)));
  await drop(w, record, losing);
}

async function drop(w: WriteCtx, record: Record, from: Losing[]): Promise<void> {
  if (from.length === 0) return;
  const userIds = [...new Set(from.flatMap((task) => task.strangers))];
  await dropAssignees(w, record, { from, userIds });
}
