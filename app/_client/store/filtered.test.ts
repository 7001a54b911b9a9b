import { expect, test } from 'vitest';
import type { LabelId, TaskId } from '../../../server/domain/ids.ts';
import { parseFilter } from '../../../server/domain/filter/parse-filter.ts';
import { resolveFilter } from '../../../server/domain/filter/resolve-filter.ts';
import { projectRow, taskRow, userId, workspaceId } from '../testing/rows.ts';
import { isAnsweredHere, selectAnswered, selectFiltered, selectNamesIn } from './filtered.ts';
import type { Rows } from './rows.ts';
import { createStore } from './store.ts';
import type { Store } from './store.ts';

const label = (id: string, name: string) =>
  ({ id, workspaceId, name, version: 1 }) as Rows['labels'];

function read(text: string) {
  const parsed = parseFilter(text);
  if ('problems' in parsed) throw new Error(text);
  return parsed.filter;
}

/** A selector for what a text asks for in a store. */
function filtered(store: Store, text: string, sort: 'due' | 'priority' | 'updated' = 'due') {
  const filter = resolveFilter(read(text), {
    me: userId,
    today: '2026-11-26',
    timeZone: 'UTC',
    dayStart: '00:00',
    weekStart: 'monday',
    names: selectNamesIn(workspaceId)(store),
  });
  if ('problems' in filter) throw new Error(text);
  return selectFiltered({ workspaceId, filter, sort });
}

function storeOf(...tasks: Parameters<typeof taskRow>[0][]): Store {
  const store = createStore();
  store.put('projects', [projectRow()]);
  store.put('labels', [label('home', 'home')]);
  store.put('tasks', tasks.map(taskRow));
  return store;
}

test('what a change lets in is there at once, and what it leaves out is gone', () => {
  const store = storeOf(
    { id: 'a', dueOn: '2026-11-26' },
    { id: 'b', dueOn: '2026-11-27' },
    { id: 'c', dueOn: '2026-11-26', workspaceId: 'another' as typeof workspaceId },
  );
  const select = filtered(store, 'today');
  const before = select(store);
  expect(before).toEqual(['a']);
  store.put('tasks', [taskRow({ id: 'a', dueOn: '2026-11-26', title: 'new', version: 2 })]);
  expect(select(store)).toBe(before);
  store.put('tasks', [taskRow({ id: 'b', dueOn: '2026-11-26', version: 2 })]);
  expect(select(store)).toEqual(['a', 'b']);
  store.put('tasks', [taskRow({ id: 'a', dueOn: null, version: 3 })]);
  expect(select(store)).toEqual(['b']);
});

test('what was closed a moment ago stays while it is leaving', () => {
  const store = storeOf({ id: 'a' });
  const select = filtered(store, 'status:open');
  store.linger('a', true);
  store.put('tasks', [taskRow({ id: 'a', status: 'done', version: 2 })]);
  expect(select(store)).toEqual(['a']);
  store.linger('a', false);
  expect(select(store)).toEqual([]);
});

test('a label that is gone is on no task, though the rows still name it', () => {
  const store = storeOf({ id: 'a', labelIds: ['home' as LabelId] });
  const select = filtered(store, 'label:none');
  expect(select(store)).toEqual([]);
  store.tables.labels.bury('home', 2);
  expect(select(store)).toEqual(['a']);
});

test('subtasks are looked for below a task, closed ones too', () => {
  const store = storeOf({ id: 'a' }, { id: 'b' });
  const select = filtered(store, 'has:subtasks');
  expect(select(store)).toEqual([]);
  store.put('tasks', [taskRow({ id: 'c', parentId: 'a' as TaskId, status: 'done' })]);
  expect(select(store)).toEqual(['a']);
});

test('what blocks a task is asked of the relations that are here, and of their tasks, as they change', () => {
  const store = storeOf({ id: 'a' }, { id: 'b' });
  const [blocked, free] = [filtered(store, 'blocked:yes'), filtered(store, '!blocked:yes')];
  expect([blocked(store), free(store)]).toEqual([[], ['a', 'b']]);
  const relation = { id: 'r', workspaceId, fromTaskId: 'a', toTaskId: 'b', kind: 'blocks' };
  store.put('relations', [{ ...relation, version: 1 } as Rows['relations']]);
  expect([blocked(store), free(store)]).toEqual([['b'], ['a']]);
  store.put('tasks', [taskRow({ id: 'a', status: 'done', version: 2 })]);
  expect([blocked(store), free(store)]).toEqual([[], ['a', 'b']]);
});

test('sorts as the server does', () => {
  const store = storeOf(
    { id: 'none', priority: 3, updatedAt: '2026-01-03T00:00:00.000Z' },
    { id: 'late', dueOn: '2026-12-01', priority: 3, updatedAt: '2026-01-02T00:00:00.000Z' },
    { id: 'soon', dueOn: '2026-11-01', updatedAt: '2026-01-04T00:00:00.000Z' },
  );
  expect(filtered(store, '')(store)).toEqual(['soon', 'late', 'none']);
  expect(filtered(store, '', 'priority')(store)).toEqual(['late', 'none', 'soon']);
  expect(filtered(store, '', 'updated')(store)).toEqual(['late', 'none', 'soon']);
  expect(selectAnswered(['none', 'gone', 'soon'], 'due')(store)).toEqual(['soon', 'none']);
});

test('sections, and what blocks a task, are asked of the server until the workspace is held whole', () => {
  expect(isAnsweredHere(read('today & @home'), false)).toBe(true);
  expect(isAnsweredHere(read('today | blocked:yes'), false)).toBe(false);
  expect(isAnsweredHere(read('today | blocked:yes'), true)).toBe(true);
  expect(isAnsweredHere(read('#work/"To do"'), false)).toBe(false);
  expect(isAnsweredHere(read('#work/"To do"'), true)).toBe(true);
});

test('people, projects with their sections, and labels have names', () => {
  const store = storeOf();
  store.put('members', [
    { id: 'm', workspaceId, userId, name: 'Ada', version: 0 } as Rows['members'],
  ]);
  const names = selectNamesIn(workspaceId);
  const before = names(store);
  expect(before.people).toEqual([{ id: userId, name: 'Ada' }]);
  expect(before.labels.map(({ name }) => name)).toEqual(['home']);
  const project = before.projects[0];
  store.put('sections', [
    {
      id: 's',
      workspaceId,
      projectId: project?.id,
      name: 'To do',
      version: 1,
    } as Rows['sections'],
  ]);
  expect(names(store).projects[0]?.sections.map(({ name }) => name)).toEqual(['To do']);
});
