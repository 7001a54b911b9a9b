import type { InputOf, OutputOf, Writes } from '../contract.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import type { Patch } from '../store/rows.ts';
import { edit, editSet, remove, sent, wantedOf, wantedRow } from './effect.ts';
import type { Effect, Landing, Scene } from './effect.ts';
import { doubtfulBelow, planClosing, planCompletion, planStatus } from './task-closing.ts';
import { planCreate } from './task-create.ts';
import { planPause, planResume, planSkip } from './task-moving-on.ts';
import { planMove } from './task-move.ts';
import { scheduleAfter } from './task-repeat.ts';
import { below } from './task-tree.ts';

type Edits = Pick<InputOf<'task.update'>, 'set' | 'add' | 'remove'>;

function planUpdate(
  scene: Scene,
  taskId: string,
  { set = {}, add = {}, remove: without = {} }: Edits,
): Patch[] {
  const { dueOn, dueTime, dueAt, timeZone, recurrence, ...scalars } = set;
  return [
    edit('tasks', taskId, (task) => ({
      ...sent(scalars),
      ...scheduleAfter(scene, task, { dueOn, dueTime, dueAt, timeZone, recurrence }),
      labelIds: editSet<string>(task.labelIds, {
        add: add.labelIds,
        remove: without.labelIds,
      }) as TaskOutput['labelIds'],
      assigneeIds: editSet<string>(task.assigneeIds, {
        add: add.assigneeIds,
        remove: without.assigneeIds,
      }) as TaskOutput['assigneeIds'],
    })),
  ];
}

function planMoveOf(
  scene: Scene,
  input: { taskId: string } & Parameters<typeof planMove>[2],
): Patch[] {
  const task = scene.store.get('tasks', input.taskId);
  return task ? planMove(scene, task, input) : [];
}

const planBulk: {
  [A in InputOf<'task.bulk'>['action']]: (
    scene: Scene,
    input: InputOf<'task.bulk'>,
    id: string,
  ) => Patch[];
} = {
  complete: (scene, _, id) => planCompletion(scene, id),
  reopen: ({ now }, _, id) => planStatus(id, 'open', now),
  cancel: (scene, _, id) => planClosing(scene, id, 'cancelled'),
  delete: (_scene, _input, id) => [remove('tasks', id)],
  restore: () => [],
  move: (scene, { projectId, sectionId, parentId }, id) =>
    planMoveOf(scene, { taskId: id, projectId, sectionId, parentId }),
  update: (scene, { set, add, remove: without }, id) =>
    planUpdate(scene, id, { set, add, remove: without }),
};

/** Takes the server's tasks, and reads again what else was guessed: the tasks below that crossed to another project or were closed. */
async function landTasks(
  { store, touched, refresh }: Landing,
  tasks: readonly TaskOutput[],
): Promise<void> {
  store.batch(() => {
    store.put(
      'tasks',
      tasks.filter(({ deletedAt }) => deletedAt === null),
    );
    for (const task of tasks)
      if (task.deletedAt !== null) store.tables.tasks.bury(task.id, task.version);
  });
  const answered = new Set<string>(tasks.map(({ id }) => id));
  const others = touched.filter((row) => row.table === 'tasks' && !answered.has(row.id));
  if (others.length > 0) await refresh(wantedOf(others));
}

/** Takes completed or closed tasks. What the server did below them may be more than stood here. */
async function landClosed(landing: Landing, tasks: readonly TaskOutput[]): Promise<void> {
  await landTasks(landing, tasks);
  const { store, refresh } = landing;
  const doubtful = tasks.flatMap((task) => doubtfulBelow(store, task));
  if (doubtful.length > 0) await refresh(doubtful.map((row) => wantedRow('tasks', row)));
}

/** Takes a task that was opened again. Subtasks that its last occurrence had opened are closed as they were. */
async function landReopened(landing: Landing, task: TaskOutput): Promise<void> {
  await landOne(landing, task);
  const { store, refresh } = landing;
  const opened = task.recurrence?.resetSubtasks === true ? below(store, task) : [];
  if (opened.length > 0) await refresh(opened.map((row) => wantedRow('tasks', row)));
}

const landOne = (landing: Landing, task: OutputOf<'task.update'>) => landTasks(landing, [task]);

type TaskWrite = Extract<keyof Writes, `task.${string}`>;

/** What each write on tasks does to the page's rows. */
export const taskEffects: { [P in TaskWrite]: Effect<P> } = {
  'task.create': { plan: planCreate, land: landOne },
  'task.update': { plan: (scene, input) => planUpdate(scene, input.taskId, input), land: landOne },
  'task.complete': {
    plan: (scene, { taskId, occurrenceOn }) => planCompletion(scene, taskId, occurrenceOn),
    land: (landing, { alreadyCompleted: _, ...task }) => landClosed(landing, [task]),
  },
  'task.reopen': {
    plan: ({ now }, { taskId }) => planStatus(taskId, 'open', now),
    land: landReopened,
  },
  'task.cancel': {
    plan: (scene, { taskId }) => planClosing(scene, taskId, 'cancelled'),
    land: (landing, task) => landClosed(landing, [task]),
  },
  'task.skip': { plan: planSkip, land: (landing, task) => landClosed(landing, [task]) },
  'task.pause': { plan: planPause, land: landOne },
  'task.resume': { plan: planResume, land: (landing, task) => landClosed(landing, [task]) },
  'task.assign': {
    plan: (scene, { taskId, add, remove: without }) =>
      planUpdate(scene, taskId, { add: { assigneeIds: add }, remove: { assigneeIds: without } }),
    land: landOne,
  },
  'task.move': { plan: planMoveOf, land: landOne },
  'task.delete': { plan: (_, { taskId }) => [remove('tasks', taskId)], land: landOne },
  'task.restore': { plan: () => [], land: landOne },
  'task.bulk': {
    plan: (scene, input) => input.taskIds.flatMap((id) => planBulk[input.action](scene, input, id)),
    land: (landing, { items }, { action }) =>
      (action === 'complete' || action === 'cancel' ? landClosed : landTasks)(landing, items),
  },
};
