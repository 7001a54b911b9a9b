import { expect } from 'vitest';
import type { LabelId, TaskId } from '../domain/ids.ts';
import { createLabel } from '../label/create-label.ts';
import { fiveTests } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { testId } from '../testing/world.ts';
import { assignTask } from './assign-task.ts';
import { bulkTasks } from './bulk-tasks.ts';
import { cancelTask } from './cancel-task.ts';
import { completeTask } from './complete-task.ts';
import { createTask } from './create-task.ts';
import { deleteTask } from './delete-task.ts';
import { getTask } from './get-task.ts';
import { moveTask } from './move-task.ts';
import { reopenTask } from './reopen-task.ts';
import { restoreTask } from './restore-task.ts';
import type {
  TaskBulkInput,
  TaskCreateInput,
  TaskEditInput,
  TaskMoveInput,
  TaskOutput,
  TaskUpdateInput,
} from './schema.ts';
import { updateTask } from './update-task.ts';

const make = (stage: Stage, more: Partial<TaskCreateInput> = {}) =>
  createTask(stage.owner.ctx(), {
    workspaceId: stage.workspaceId,
    projectId: stage.projectId,
    title: 'Water the plants',
    ...more,
  });

const edit = async (stage: Stage, more: Partial<TaskCreateInput> = {}): Promise<TaskEditInput> => ({
  workspaceId: stage.workspaceId,
  taskId: (await make(stage, more)).id,
});

const reads = async (stage: Stage, taskId: TaskId, wanted: Partial<TaskOutput>) =>
  expect(
    await getTask(stage.owner.ctx(), { workspaceId: stage.workspaceId, taskId }),
  ).toMatchObject(wanted);

fiveTests<TaskCreateInput, TaskOutput>({
  name: 'task.create',
  verb: createTask,
  input: async (stage) => ({
    workspaceId: stage.workspaceId,
    projectId: stage.projectId,
    id: testId<TaskId>(),
    title: 'Call Ann',
    dueOn: '2026-12-01',
    dueTime: '09:30',
    timeZone: 'Europe/Moscow',
    priority: 2,
  }),
  happy: async (task, stage, input) => {
    expect(task).toMatchObject({
      id: input.id,
      title: 'Call Ann',
      dueAt: '2026-12-01T06:30:00.000Z',
      status: 'open',
      version: 1,
    });
    expect(task.key).toBe(`HOME-${task.number}`);
    await reads(stage, task.id, task);
  },
});

fiveTests<TaskUpdateInput, TaskOutput>({
  name: 'task.update',
  verb: updateTask,
  input: async (stage) => {
    const label = await createLabel(stage.owner.ctx(), {
      workspaceId: stage.workspaceId,
      id: testId<LabelId>(),
      name: `Label ${testId()}`,
      colour: 'red',
    });
    return {
      ...(await edit(stage, { notes: 'kept' })),
      set: { title: 'Water them twice', priority: 3 },
      add: { labelIds: [label.id], assigneeIds: [stage.owner.userId] },
      remove: {},
    };
  },
  happy: (task, stage, input) =>
    reads(stage, input.taskId, {
      title: 'Water them twice',
      priority: 3,
      notes: 'kept',
      labelIds: input.add.labelIds ?? [],
      assigneeIds: [stage.owner.userId],
      version: 2,
    }),
});

const verbs = [
  { name: 'task.complete', verb: completeTask, status: 'done' },
  { name: 'task.cancel', verb: cancelTask, status: 'cancelled' },
] as const;
for (const { name, verb, status } of verbs) {
  fiveTests<TaskEditInput, TaskOutput>({
    name,
    verb,
    input: (stage) => edit(stage),
    happy: async (task, stage) => {
      expect(task.completedAt).not.toBeNull();
      await reads(stage, task.id, { status, version: 2 });
    },
  });
}

fiveTests<TaskEditInput, TaskOutput>({
  name: 'task.reopen',
  verb: reopenTask,
  input: async (stage) => {
    const input = await edit(stage);
    await completeTask(stage.owner.ctx(), input);
    return input;
  },
  happy: (task, stage) => reads(stage, task.id, { status: 'open', completedAt: null, version: 3 }),
});

fiveTests<TaskEditInput, TaskOutput>({
  name: 'task.delete',
  verb: deleteTask,
  input: (stage) => edit(stage),
  happy: async (task, stage) => {
    await expect(reads(stage, task.id, {})).rejects.toMatchObject({ code: 'NOT_FOUND' });
  },
});

fiveTests<TaskEditInput, TaskOutput>({
  name: 'task.restore',
  verb: restoreTask,
  input: async (stage) => {
    const input = await edit(stage);
    await deleteTask(stage.owner.ctx(), input);
    return input;
  },
  happy: (task, stage) => reads(stage, task.id, { deletedAt: null, title: 'Water the plants' }),
});

fiveTests<TaskMoveInput, TaskOutput>({
  name: 'task.move',
  verb: moveTask,
  input: async (stage) => ({ ...(await edit(stage)), projectId: stage.owner.inboxId }),
  happy: (task, stage) =>
    reads(stage, task.id, { projectId: stage.owner.inboxId, key: `IN-${task.number}`, version: 2 }),
});

fiveTests({
  name: 'task.assign',
  verb: assignTask,
  input: async (stage) => ({ ...(await edit(stage)), add: [stage.reader.userId], remove: [] }),
  happy: (task, stage) => reads(stage, task.id, { assigneeIds: [stage.reader.userId], version: 2 }),
});

fiveTests<TaskBulkInput, { items: TaskOutput[] }>({
  name: 'task.bulk',
  verb: bulkTasks,
  input: async (stage) => ({
    workspaceId: stage.workspaceId,
    taskIds: [(await make(stage)).id, (await make(stage)).id],
    action: 'complete',
  }),
  happy: async ({ items }, stage) => {
    for (const item of items) await reads(stage, item.id, { status: 'done' });
  },
});
