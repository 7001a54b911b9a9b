import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { mostChanges, mostInBulk } from '../../../server/domain/limits.ts';
import { loadRepeats } from '../effects/late-repeats.ts';
import { onNotice } from '../notices.ts';
import type { Notice } from '../notices.ts';
import { outbox } from '../sending/sync.ts';
import { store } from '../store/page-store.ts';
import { createModelServer } from '../testing/model-server.ts';
import { taskId, taskRow } from '../testing/rows.ts';
import { Refusal, stubServer } from '../testing/stub-server.ts';
import { bulkProgress, completeTasks, editTasks } from './bulk-tasks.ts';
import { completeTask } from './close-task.ts';
import { undoLast } from './undo.ts';

beforeAll(loadRepeats);
afterEach(() => vi.unstubAllGlobals());

const repeating = (n: number) =>
  taskRow({
    id: taskId(n),
    dueOn: '2030-01-07',
    timeZone: 'UTC',
    recurrence: {
      rrule: 'FREQ=DAILY',
      rdates: [],
      exdates: [],
      start: '2030-01-07',
      occurrenceOn: '2030-01-07',
      occurrencesDone: 0,
      anchor: 'schedule',
      missedPolicy: 'keep-one',
      resetSubtasks: false,
      pausedAt: null,
    },
  });

const sent = () => vi.waitFor(() => expect(outbox.pending()).toEqual([]));

test('a tree of more tasks than one call may change is closed, and opened again by one undo', async () => {
  const below = Array.from({ length: mostChanges + 1 }, (_, n) =>
    taskRow({ id: taskId(n + 10), parentId: taskId(2) }),
  );
  const tree = [
    taskRow({ id: taskId(1) }),
    taskRow({ id: taskId(2), parentId: taskId(1) }),
    ...below,
  ];
  const server = createModelServer();
  for (const task of tree) server.tasks.set(task.id, task);
  stubServer({
    'task.complete': (input) => server.call('task.complete', input),
    'task.bulk': (input) => server.call('task.bulk', input),
    'change.undo': (input) => server.call('change.undo', input),
    'task.get': (input: { taskId: string }) => {
      const task = server.tasks.get(input.taskId);
      if (!task) throw new Refusal('NOT_FOUND');
      return task;
    },
  });
  const statuses = () => new Set([...server.tasks.values()].map(({ status }) => status));
  const told: Notice[] = [];
  onNotice((notice) => void told.push(notice));
  store.put('tasks', tree);

  completeTasks(tree.slice(0, 1));
  await sent();
  expect(statuses()).toEqual(new Set(['done']));
  const [notice, ...more] = told;
  expect(notice).toMatchObject({ what: 'tasksCompleted', values: { count: tree.length } });
  expect(more).toEqual([]);

  if (notice?.kind === 'done') notice.undo();
  await sent();
  expect(statuses()).toEqual(new Set(['open']));
});

test('more tasks than one call takes are changed in several, with their progress, and by one undo back', async () => {
  const tasks = Array.from({ length: mostInBulk + 50 }, (_, n) =>
    taskRow({ id: taskId(n + 2000) }),
  );
  const server = createModelServer();
  for (const task of tasks) server.tasks.set(task.id, task);
  const asked = stubServer({
    'task.bulk': (input) => server.call('task.bulk', input),
    'change.undo': (input) => server.call('change.undo', input),
    'task.get': ({ taskId: id }: { taskId: string }) => server.tasks.get(id),
  });
  const steps: unknown[] = [];
  const stop = bulkProgress.subscribe(() => void steps.push(bulkProgress.get()?.done ?? null));
  store.put('tasks', tasks);
  const urgent = () => [...server.tasks.values()].filter(({ priority }) => priority === 3).length;

  editTasks(tasks, { set: { priority: 3 } });
  expect(store.get('tasks', taskId(2000))?.priority).toBe(3);
  await sent();
  stop();
  expect(urgent()).toBe(tasks.length);
  expect(asked.filter((name) => name === 'task.bulk')).toHaveLength(2);
  expect(steps.at(0)).toBe(0);
  expect([mostInBulk, 50]).toContain(steps.at(1));
  expect(steps.at(-1)).toBeNull();

  undoLast();
  await sent();
  expect(urgent()).toBe(0);
});

test('of a task that repeats the present occurrence is completed; it does not leave its list', async () => {
  const task = repeating(5000);
  const inputs: unknown[] = [];
  stubServer({
    'task.complete': (input: object) => {
      inputs.push(input);
      return { ...task, dueOn: '2030-01-08', version: 2 };
    },
  });
  store.put('tasks', [task]);
  completeTask(task);
  expect(store.get('tasks', task.id)?.dueOn).toBe('2030-01-08');
  expect(store.isLingering(task.id)).toBe(false);
  await sent();
  expect(inputs).toMatchObject([{ taskId: task.id, occurrenceOn: '2030-01-07' }]);
});

test('of several tasks those that repeat go on, and the others leave', async () => {
  const tasks = [repeating(5001), taskRow({ id: taskId(5002) })];
  const inputs: unknown[] = [];
  stubServer({
    'task.bulk': (input: object) => {
      inputs.push(input);
      return { items: tasks.map((task) => ({ ...task, version: 2 })), groupId: '' };
    },
  });
  store.put('tasks', tasks);
  completeTasks(tasks);
  expect(tasks.map(({ id }) => store.isLingering(id))).toEqual([false, true]);
  await sent();
  expect(inputs).toHaveLength(1);
  expect(inputs[0]).not.toHaveProperty('occurrenceOn');
});
