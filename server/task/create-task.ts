import { tasks } from '../../db/schema/tasks.ts';
import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { TaskId } from '../domain/ids.ts';
import { rankBetween } from '../domain/rank.ts';
import type { Ctx } from '../platform/context.ts';
import { newId } from '../platform/ids.ts';
import { deriveTaskSchedule } from './derive-task-schedule.ts';
import { getOrderGap } from './get-order-gap.ts';
import { numberTasks } from './number-tasks.ts';
import { placeTask } from './place-task.ts';
import { noSeries, taskOutputOf, textColumnsOf } from './rows.ts';
import type { TaskCreateInput, TaskOutput } from './schema.ts';
import { setTaskAssignees } from './set-task-assignees.ts';
import { setTaskLabels } from './set-task-labels.ts';

/**
 * Makes a task: in a project, under a parent, or in the caller's inbox; last in its list unless told otherwise.
 * @throws BAD_REQUEST naming the field; NOT_FOUND for a project, parent or label that the caller cannot see
 */
export async function createTask(ctx: Ctx, input: TaskCreateInput): Promise<TaskOutput> {
  return write(ctx, { action: 'task.create', input, guard: membership }, async (w, record) => {
    const place = await placeTask(w, input);
    const taskId = input.id ?? newId<TaskId>(w.runtime.clock);
    const { projectId, sectionId, parentId, project } = place;
    const { previous, next } = await getOrderGap(w, place, input);
    const { workspaceId, title, notes = '' } = input;
    const { dueOn, dueTime, dueAt, timeZone, recurrence } = input;
    const schedule = { dueOn, dueTime, dueAt, timeZone, recurrence };
    const row = {
      workspaceId,
      id: taskId,
      projectId,
      sectionId,
      parentId,
      number: await numberTasks(w, projectId, 1),
      title,
      notes,
      status: 'open',
      priority: input.priority ?? 0,
      startOn: input.startOn ?? null,
      ...noSeries,
      ...(await deriveTaskSchedule(w, { row: null, input: schedule, path: [] })),
      estimateMinutes: input.estimateMinutes ?? null,
      order: rankBetween(previous, next),
      version: 1,
      createdBy: w.member.userId,
      importedAuthor: null,
      createdAt: w.now,
      updatedAt: w.now,
      completedAt: null,
      deletedAt: null,
    } as const;
    await w.db.insert(tasks).values({ ...row, ...textColumnsOf(workspaceId, { title, notes }) });
    const labelIds = await setTaskLabels(w, [taskId], { add: input.labelIds, path: ['labelIds'] });
    await setTaskAssignees(w, [row], { add: input.assigneeIds, path: ['assigneeIds'] });
    const assigneeIds = (input.assigneeIds ?? []).toSorted();
    const sets = { labelIds, assigneeIds, commentCount: 0, attachmentCount: 0 };
    const task = taskOutputOf({ ...row, ...sets, projectKey: project.key });
    record({ type: 'task.created', entityId: taskId, projectId, after: task });
    return task;
  });
}
