import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { onNotice } from '../notices.ts';
import type { Notice } from '../notices.ts';
import { outbox } from '../sending/sync.ts';
import { store } from '../store/page-store.ts';
import { projectRow } from '../testing/rows.ts';
import { renameProject } from './projects.ts';

const told: Notice[] = [];
onNotice((notice) => void told.push(notice));
beforeEach(() => void vi.stubGlobal('fetch', () => new Promise(() => undefined)));
afterEach(() => {
  void outbox.drop();
  told.length = 0;
  vi.unstubAllGlobals();
});

const inputs = () => outbox.pending().map(({ kept }) => kept.input);

test('a name that came from elsewhere while another was written is told of, and can be had back', () => {
  renameProject(projectRow({ name: 'Theirs' }), 'Mine', 'Home');
  expect(inputs()).toMatchObject([{ set: { name: 'Mine' } }]);
  expect(told).toMatchObject([{ what: 'nameReplaced', values: { name: 'Theirs' } }]);
});

test('where nothing came meanwhile nothing is told, and what is no other name is not sent', () => {
  renameProject(projectRow({ name: 'Home' }), 'Mine', 'Home');
  for (const same of ['', 'Home', 'Theirs'])
    renameProject(projectRow({ name: 'Theirs' }), same, 'Home');
  expect(inputs()).toHaveLength(1);
  expect(told).toEqual([]);
});

test('a name that is sent later than it was written is held against the one that stands there by then', () => {
  const row = projectRow({ name: 'Home' });
  store.put('projects', [{ ...row, name: 'Theirs' }]);
  renameProject(row, 'Mine', 'Home');
  expect(inputs()).toMatchObject([{ set: { name: 'Mine' } }]);
  expect(told).toMatchObject([{ what: 'nameReplaced', values: { name: 'Theirs' } }]);
});
