import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import { applyTasks } from './apply-tasks.ts';
import type { TaskEdit } from './apply-tasks.ts';
import { changeTaskSets } from './change-task-sets.ts';
import { deriveTaskSchedule } from './derive-task-schedule.ts';
import { forTask } from './for-task.ts';
import type { TaskOutput, TaskUpdateInput } from './schema.ts';
import type { Each, ScopedTask } from './scope.ts';

type Edits = Pick<TaskUpdateInput, 'set' | 'add' | 'remove'>;

/** Changes only the fields that are named; labels and assignees by difference. */
export async function updateTasks<const Rows extends readonly ScopedTask[]>(
  w: WriteCtx,
  record: Record,
  { rows, input }: { rows: Rows; input: Edits },
): Promise<Each<Rows, TaskOutput>> {
  const { set, add, remove } = input;
  const { dueOn, dueTime, dueAt, timeZone, recurrence, ...patch } = set;
  const schedule = { dueOn, dueTime, dueAt, timeZone, recurrence };
  const sets = await changeTaskSets(w, [...rows], {
    labelIds: { add: add.labelIds, remove: remove.labelIds, path: ['add', 'labelIds'] },
    assigneeIds: { add: add.assigneeIds, remove: remove.assigneeIds, path: ['add', 'assigneeIds'] },
  });
  const edits: TaskEdit[] = [];
  for (const row of rows) {
    const when = await forTask(row.id, () =>
      deriveTaskSchedule(w, { row, input: schedule, path: ['set'] }),
    );
    const edit = { patch: { ...patch, ...when }, sets: sets.get(row.id) };
    edits.push({ row, type: 'task.updated', ...edit });
  }
  return (await applyTasks(w, record, edits)) as Each<Rows, TaskOutput>;
}
