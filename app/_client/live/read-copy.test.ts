import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SyncBootstrapOutput } from '../../../server/sync/schema.ts';
import { store } from '../store/page-store.ts';
import { planRowId, planRowOf } from '../store/rows.ts';
import type { Rows } from '../store/rows.ts';
import {
  projectId,
  reminderRow,
  sectionId,
  taskId,
  taskRow,
  workspaceId,
} from '../testing/rows.ts';
import { stubServer } from '../testing/stub-server.ts';
import { readCopy } from './read-copy.ts';

const lists = ['plans', 'reminders'] as const;
beforeEach(() => {
  reminders = [];
  for (const table of [...lists, 'sections', 'views', 'tasks', 'comments', 'relations'] as const)
    store.tables[table].prune(() => true, new Set(), Number.POSITIVE_INFINITY);
});
afterEach(() => vi.unstubAllGlobals());

const comment = (id: string, n: number) =>
  ({ id, workspaceId, taskId: taskId(n), body: '', version: 1, createdAt: id }) as Rows['comments'];
const relation = (id: string, from: number, to: number) =>
  ({
    id,
    workspaceId,
    fromTaskId: taskId(from),
    toTaskId: taskId(to),
    kind: 'blocks',
    version: 1,
    createdAt: id,
  }) as Rows['relations'];
const relationIds = () => [...store.tables.relations.rows.keys()].toSorted();
const section = () =>
  ({ id: sectionId(1), workspaceId, projectId, version: 1, order: 'a0' }) as Rows['sections'];
const task = (n: number, fields: Partial<Rows['tasks']> = {}) =>
  taskRow({ id: taskId(n), ...fields });
const ids = () => [...store.tables.tasks.rows.keys()].toSorted();
const empty = {
  position: 'p',
  projects: [],
  sections: [],
  labels: [],
  members: [],
  views: [],
  plans: [],
  tasks: [],
  comments: [],
  relations: [],
};

/** The person's reminders there. */
let reminders: Rows['reminders'][] = [];

/** A server with these pages. */
function serve(...pages: Partial<SyncBootstrapOutput>[]) {
  const inputs: object[] = [];
  stubServer({
    'reminder.list': () => ({ items: reminders, nextCursor: null }),
    'sync.bootstrap': (input: { cursor?: string }) => {
      inputs.push(input);
      const at = Number(input.cursor ?? 0);
      return { ...empty, nextCursor: at + 1 < pages.length ? String(at + 1) : null, ...pages[at] };
    },
  });
  return inputs;
}
const goOn = () => Promise.resolve(true);

test('all pages are read, and what is there no more is forgotten', async () => {
  store.put('tasks', [task(7), task(8, { workspaceId: 'another' as typeof workspaceId })]);
  store.put('comments', [comment('old', 1)]);
  const inputs = serve(
    { sections: [section()], tasks: [task(1)] },
    { tasks: [task(2, { status: 'done' })] },
    { comments: [comment('new', 1)] },
  );
  expect(await readCopy({ workspaceId }, { goOn })).toBe(true);
  expect(ids()).toEqual([taskId(1), taskId(2), taskId(8)]);
  expect(store.get('sections', sectionId(1))).toBeDefined();
  expect(store.commentsOn(taskId(1))).toEqual(['new']);
  expect(inputs.map((input) => ({ ...input, limit: 0 }))).toEqual([
    { workspaceId, limit: 0 },
    { workspaceId, limit: 0, cursor: '1' },
    { workspaceId, limit: 0, cursor: '2' },
  ]);
});

const view = (id: string) =>
  ({ id, workspaceId, version: 1, name: id, order: 'a0' }) as Rows['views'];

test('views come with a workspace, and those that are seen no more go; a part says nothing of them', async () => {
  store.put('views', [view('mine'), view('gone')]);
  serve({ views: [view('mine'), view('theirs')] });
  await readCopy({ workspaceId }, { goOn });
  const seen = () => [...store.tables.views.rows.keys()].toSorted();
  expect(seen()).toEqual(['mine', 'theirs']);
  serve({ tasks: [task(1)] });
  await readCopy({ workspaceId, taskId: taskId(1) }, { goOn });
  expect(seen()).toEqual(['mine', 'theirs']);
});

test('the plan comes with a workspace, and what is in it no more goes', async () => {
  const plan = (n: number) => ({ workspaceId, taskId: taskId(n), order: 'a0', version: 1 });
  store.put('plans', [planRowOf(plan(1)), planRowOf(plan(2))]);
  serve({ plans: [plan(1), plan(3)] });
  await readCopy({ workspaceId }, { goOn });
  expect([...store.tables.plans.rows.keys()].toSorted()).toEqual(
    [1, 3].map((n) => planRowId(taskId(n))),
  );
});

test('the person’s reminders come with a workspace, and with no part of it', async () => {
  const ids = () => [...store.tables.reminders.rows.keys()].toSorted();
  store.put('reminders', [reminderRow(1), reminderRow(2)]);
  reminders = [reminderRow(2), reminderRow(3)];
  serve({});
  await readCopy({ workspaceId, projectId }, { goOn });
  expect(ids()).toEqual([reminderRow(1).id, reminderRow(2).id]);
  await readCopy({ workspaceId }, { goOn });
  expect(ids()).toEqual([reminderRow(2).id, reminderRow(3).id]);
});

test('what was told while it was read stays, and what was lost does not come back', async () => {
  store.put('tasks', [task(1), task(2)]);
  serve({ tasks: [] }, { tasks: [task(2)] });
  const tell = () => {
    store.put('tasks', [task(3), task(1, { version: 2 })]);
    return goOn();
  };
  await readCopy({ workspaceId }, { goOn: tell });
  expect(ids()).toEqual([taskId(1), taskId(2), taskId(3)]);

  vi.stubGlobal('fetch', async (path: string) => {
    store.lose('tasks', taskId(2));
    if (path.includes('reminder.list'))
      return Response.json([{ result: { data: { items: [], nextCursor: null } } }]);
    return Response.json([{ result: { data: { ...empty, tasks: [task(2)], nextCursor: null } } }]);
  });
  await readCopy({ workspaceId }, { goOn });
  expect(store.get('tasks', taskId(2))).toBeUndefined();
});

test('of a part nothing else is forgotten but what hangs on its tasks', async () => {
  store.put('tasks', [task(1), task(2)]);
  store.put('comments', [comment('gone', 1), comment('elsewhere', 2)]);
  serve({ tasks: [task(1)], comments: [comment('said', 1)] });
  await readCopy({ workspaceId, taskId: taskId(1) }, { goOn });
  expect(ids()).toEqual([taskId(1), taskId(2)]);
  expect(store.commentsOn(taskId(1))).toEqual(['said']);
  expect(store.commentsOn(taskId(2))).toEqual(['elsewhere']);
});

test('relations come with a workspace; of a part those of its tasks go that are no more', async () => {
  store.put('tasks', [task(1), task(2), task(3)]);
  store.put('relations', [relation('old', 1, 2), relation('elsewhere', 2, 3)]);
  serve({ tasks: [task(1)], relations: [relation('new', 3, 1)] });
  await readCopy({ workspaceId, taskId: taskId(1) }, { goOn });
  expect(relationIds()).toEqual(['elsewhere', 'new']);
  serve({ tasks: [task(1), task(2)] }, { relations: [relation('all', 1, 2)] });
  await readCopy({ workspaceId }, { goOn });
  expect(relationIds()).toEqual(['all']);
});

test('one that is stopped forgets nothing', async () => {
  store.put('tasks', [task(7)]);
  serve({ tasks: [task(1)] }, { tasks: [] });
  expect(await readCopy({ workspaceId }, { goOn: () => Promise.resolve(false) })).toBe(false);
  expect(ids()).toEqual([taskId(1), taskId(7)]);
});
