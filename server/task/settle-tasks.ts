import { housekeeping } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { TaskId, WorkspaceId } from '../domain/ids.ts';
import { nextAfterSkip, settleTask } from '../domain/recurrence/task-series.ts';
import type { Missed } from '../domain/recurrence/task-series.ts';
import { bug } from '../platform/bugs.ts';
import type { Ctx } from '../platform/context.ts';
import { listCompletedDays } from './list-completed-days.ts';
import { moveOn } from './move-on.ts';
import { recurrenceOf } from './rows.ts';
import { listTasksForWork } from './scope.ts';
import type { ScopedTask } from './scope.ts';
import { zoneDay } from './zone-day.ts';

/** Tasks of one workspace, at most as many as one transaction may change. */
type Found = { workspaceId: WorkspaceId; taskIds: TaskId[] };

/**
 * Has tasks leave behind what was missed, where they still stand at it: what another process or a person did in the
 * meantime is seen under the lock.
 * @returns how many went on
 */
export async function settleTasks(ctx: Ctx, { workspaceId, taskIds }: Found): Promise<number> {
  const options = { action: 'task.skip', input: { workspaceId }, guard: housekeeping } as const;
  return write(ctx, options, async (w, record) => {
    const rows = await listTasksForWork(w, taskIds);
    const [first = ''] = rows.flatMap(({ occurrenceOn }) => occurrenceOn ?? []).toSorted();
    const taken = await listCompletedDays(w, taskIds, first);
    const moves = rows.flatMap((row) => {
      const settled = settle(w, row, taken.get(row.id) ?? []);
      if (settled === null) return [];
      const { next, ...told } = settled;
      return [{ row, type: 'task.missed', next, told } as const];
    });
    await moveOn(w, record, moves);
    return moves.length;
  });
}

function settle(w: WriteCtx, row: ScopedTask, taken: string[]): Missed | null {
  const recurrence = recurrenceOf(row);
  if (recurrence === null || row.status !== 'open') return null;
  const task = { ...row, recurrence };
  if (bug('missed-unchecked'))
    return { next: nextAfterSkip(task, taken), missed: [recurrence.occurrenceOn], moreMissed: 0 };
  const today = zoneDay(w.now, row.timeZone ?? w.member.timeZone);
  return settleTask(task, { today, taken });
}
