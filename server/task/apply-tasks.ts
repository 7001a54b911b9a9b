import { and, eq, inArray, sql } from 'drizzle-orm';
import { tasks } from '../../db/schema/tasks.ts';
import { difference } from '../changes/difference.ts';
import type { Difference } from '../changes/difference.ts';
import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ChangeType } from '../domain/catalogue.ts';
import type { TaskId } from '../domain/ids.ts';
import { keepTaskOrders } from './keep-task-orders.ts';
import { requireDepth } from './require-depth.ts';
import { taskOutputOf, textColumnsOf } from './rows.ts';
import type { TaskText } from './rows.ts';
import type { TaskOutput } from './schema.ts';
import type { Each, ScopedTask } from './scope.ts';

/** The columns that an edit may set. */
export type TaskPatch = Partial<
  Omit<
    ScopedTask,
    | 'right'
    | 'labelIds'
    | 'assigneeIds'
    | 'commentCount'
    | 'attachmentCount'
    | 'projectKey'
    | 'version'
    | 'updatedAt'
  >
>;

export type TaskSets = Pick<TaskOutput, 'labelIds' | 'assigneeIds'>;

export type TaskEdit = {
  row: ScopedTask;
  type: ChangeType;
  patch: TaskPatch;
  /** Sets that have been changed already, as they are now. */
  sets?: Partial<TaskSets> | undefined;
  /** Subtasks that were opened again for the next occurrence: told by the log, kept by `completions`. */
  resetSubtaskIds?: { before: TaskId[]; after: TaskId[] } | undefined;
  /** What the log is to say beside what differs, as which occurrence it is about. */
  told?: Difference | undefined;
};

/** An edit without what stays as it is, and what the log says of it; null where all stays. */
type Step = TaskEdit & { changed: Difference | null };

/**
 * Sets what differs, counts versions up and records the changes, with one statement for all that are set alike.
 * An edit that changes nothing leaves no trace.
 * @returns the tasks as they are now
 */
export async function applyTasks<const Edits extends readonly TaskEdit[]>(
  ctx: WriteCtx,
  record: Record,
  edits: Edits,
): Promise<Each<Edits, TaskOutput>> {
  const steps = (await placeReturning(ctx, edits)).map(stepOf);
  await updateRows(ctx, steps);
  for (const { row, type, changed } of steps) {
    if (changed) record({ type, entityId: row.id, projectId: row.projectId, ...changed });
  }
  return steps.map((step) => outputOf(ctx, step)) as Each<Edits, TaskOutput>;
}

/** What comes back takes its old place, unless a sibling has been given that order key since. */
async function placeReturning(ctx: WriteCtx, edits: readonly TaskEdit[]): Promise<TaskEdit[]> {
  const returning = edits.filter(
    ({ row, patch }) => row.deletedAt !== null && patch.deletedAt === null,
  );
  if (returning.length === 0) return [...edits];
  const rows = returning.map(({ row }) => row);
  await requireDepth(ctx, rows);
  const orders = await keepTaskOrders(ctx, rows);
  return edits.map((edit) => {
    const order = orders.get(edit.row.id);
    return order === undefined ? edit : { ...edit, patch: { ...edit.patch, order } };
  });
}

function stepOf(edit: TaskEdit): Step {
  const changed = difference(edit.row, { ...edit.patch, ...edit.sets });
  const set = Object.entries(edit.patch).filter(([field]) => changed && field in changed.after);
  return { ...edit, patch: Object.fromEntries(set), changed: changed && withTold(changed, edit) };
}

function withTold(changed: Difference, { told, resetSubtaskIds }: TaskEdit): Difference {
  const { before = [], after = [] } = resetSubtaskIds ?? {};
  const hasReset = before.length + after.length > 0;
  return {
    before: { ...told?.before, ...changed.before, ...(hasReset && { resetSubtaskIds: before }) },
    after: { ...told?.after, ...changed.after, ...(hasReset && { resetSubtaskIds: after }) },
  };
}

async function updateRows(ctx: WriteCtx, steps: Step[]): Promise<void> {
  const changing = steps.filter(({ changed }) => changed);
  const alike = Map.groupBy(changing, (step) =>
    JSON.stringify([step.patch, textOf(step.row, step.patch)]),
  );
  for (const same of alike.values()) {
    const [first] = same;
    if (!first) continue;
    const { row, patch } = first;
    const ids = same.map((step) => step.row.id);
    const version = sql`${tasks.version} + 1`;
    await ctx.db
      .update(tasks)
      .set({ ...patch, ...textColumns(row, patch), version, updatedAt: ctx.now })
      .where(and(eq(tasks.workspaceId, ctx.member.workspaceId), inArray(tasks.id, ids)));
  }
}

function outputOf(ctx: WriteCtx, { row: { right: _, ...row }, patch, sets, changed }: Step) {
  if (!changed) return taskOutputOf(row);
  return taskOutputOf({
    ...row,
    ...patch,
    ...sets,
    version: row.version + 1,
    updatedAt: ctx.now,
  });
}

/** The text after an edit of it; null where it stays. */
function textOf(row: ScopedTask, { title, notes }: TaskPatch): TaskText | null {
  if (title === undefined && notes === undefined) return null;
  return { title: title ?? row.title, notes: notes ?? row.notes };
}

/** What must follow when title or notes change. */
function textColumns(row: ScopedTask, patch: TaskPatch): Partial<ReturnType<typeof textColumnsOf>> {
  const text = textOf(row, patch);
  return text ? textColumnsOf(row.workspaceId, text) : {};
}
