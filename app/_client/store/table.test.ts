import { expect, test } from 'vitest';
import { taskId, taskRow } from '../testing/rows.ts';
import { createStore } from './store.ts';

const id = taskId(1);
const row = (fields: object = {}) => taskRow({ id, ...fields });
const counted = (store: ReturnType<typeof createStore>) => store.get('tasks', id)?.commentCount;

test('of two readings of one version the one that was asked for later stays, whichever came first', () => {
  const store = createStore();
  const early = store.mark();
  store.put('users', []);
  const late = store.mark();
  store.put('tasks', [row({ commentCount: 1 })], late);
  store.put('tasks', [row({ commentCount: 0 })], early);
  expect(counted(store)).toBe(1);
  store.put('tasks', [row({ commentCount: 2 })], store.mark());
  expect(counted(store)).toBe(2);
});

test('what was asked for before the server told of a change does not take it back', () => {
  const store = createStore();
  store.put('tasks', [row()]);
  const askedAt = store.mark();
  store.put('tasks', [row({ commentCount: 1 })]);
  store.put('tasks', [row()], askedAt);
  expect(counted(store)).toBe(1);
});

test('a newer version is taken whenever it was asked for, an older one never', () => {
  const store = createStore();
  const early = store.mark();
  store.put('tasks', [row({ version: 2 })]);
  store.put('tasks', [row({ version: 3, commentCount: 3 })], early);
  expect(counted(store)).toBe(3);
  store.put('tasks', [row({ version: 2, commentCount: 2 })]);
  expect(counted(store)).toBe(3);
});

test('what was out of sight is shown by what was asked for since, though its version is the same', () => {
  const store = createStore();
  store.put('tasks', [row()]);
  const before = store.mark();
  store.lose('tasks', id);
  store.put('tasks', [row()], before);
  expect(store.get('tasks', id)).toBeUndefined();
  store.put('tasks', [row({ commentCount: 1 })], store.mark());
  expect(counted(store)).toBe(1);
});

test('what an answer told stays though lists cross that were under way, and one of them did name it', () => {
  const store = createStore();
  const sentAt = store.mark();
  const [one, other] = [store.mark(), store.mark()];
  store.putAnswer('tasks', [row()], sentAt);
  store.put('tasks', [row()], one);
  store.tables.tasks.prune(() => true, new Set(), other);
  expect(store.get('tasks', id)).toBeDefined();
  store.tables.tasks.prune(() => true, new Set(), store.mark());
  expect(store.get('tasks', id)).toBeUndefined();
});
