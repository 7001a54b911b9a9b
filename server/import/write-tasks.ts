import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import { insertTasks } from './insert-tasks.ts';
import type { FreshTask } from './insert-tasks.ts';
import { listKnownTasks } from './list-known-tasks.ts';
import type { StagedItem } from './list-staged-items.ts';
import { mergeTask } from './merge-task.ts';
import type { Step } from './open-step.ts';
import { translateTasks } from './translate-tasks.ts';
import { writeOrLeaveOut } from './write-or-leave-out.ts';

/** Makes the tasks that are not known yet and merges the others; all of one depth, their parents written before. */
export async function writeTasks(
  w: WriteCtx,
  record: Record,
  { step, items }: { step: Step; items: StagedItem<'task'>[] },
): Promise<void> {
  const { row } = step;
  // What the source did not change since the last import stays as people here have it.
  const pending = items.filter((item) => item.changed?.length !== 0);
  const known = await listKnownTasks(
    w,
    row,
    pending.map((item) => item.sourceId),
  );
  const translated = await translateTasks(w, row, pending);
  const fresh: FreshTask[] = [];
  for (const item of items) {
    if (!step.takes(item)) break;
    const ready = translated.get(item.sourceId);
    if (!ready) continue;
    const { place } = ready;
    const found = known.get(item.sourceId);
    if (found) await writeOrLeaveOut(w, { step, item }, (inner) => mergeTask(inner, ready, found));
    else if (typeof place === 'string') step.leaveOut(item, place);
    else fresh.push({ ...ready, place });
  }
  await insertTasks(w, record, { row, fresh });
}
