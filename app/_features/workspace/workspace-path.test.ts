import { expect, it } from 'vitest';
import { createStore } from '../../_client/store/store.ts';
import type { Rows } from '../../_client/store/rows.ts';
import { settingsPath } from './settings-path.ts';
import { isInWorkspace, prefixOf, splitPath, workspaceAt } from './workspace-path.ts';

const home = '00000000-0000-7000-8000-00000000aaaa';
const ids = [
  '00000000-0000-7000-8000-000000abcdef',
  '00000000-0000-7000-8000-000001abcdef',
  '00000000-0000-7000-8000-000000123456',
] as const;

function storeOf(...workspaceIds: string[]) {
  const store = createStore();
  store.put(
    'workspaces',
    workspaceIds.map(
      (id) => ({ id, isPersonal: id === home, role: 'owner', version: 1 }) as Rows['workspaces'],
    ),
  );
  return store;
}

it('splits an address into the workspace and the place in it', () => {
  expect(splitPath('/inbox')).toEqual({ tail: null, rest: '/inbox' });
  expect(splitPath('/w/abcdef/t/HOME-1')).toEqual({ tail: 'abcdef', rest: '/t/HOME-1' });
  expect(splitPath('/w/abcdef')).toEqual({ tail: 'abcdef', rest: '/inbox' });
  expect(splitPath('/w/abc/inbox').tail).toBeNull();
});

it('knows what is of one workspace and what is the person’s own', () => {
  expect(['/inbox', '/p/A', '/t/A-1', '/w/abcdef/settings', '/trash'].map(isInWorkspace)).toEqual(
    Array.from({ length: 5 }, () => true),
  );
  expect(['/', '/today', '/settings', '/settings/tokens', '/admin'].map(isInWorkspace)).toEqual(
    Array.from({ length: 5 }, () => false),
  );
});

it('puts nothing before the addresses of the personal workspace, and six digits before others', () => {
  const store = storeOf(home, ids[2]);
  expect(prefixOf(store, home)).toBe('');
  expect(prefixOf(store, ids[2])).toBe('/w/123456');
  expect(prefixOf(store, 'unknown')).toBe('');
  expect(settingsPath(store, home, '/members')).toBe('/w/00aaaa/settings/members');
});

it('takes more digits where two workspaces share six', () => {
  const store = storeOf(home, ...ids);
  expect(prefixOf(store, ids[0])).toBe('/w/0abcdef');
  expect(prefixOf(store, ids[1])).toBe('/w/1abcdef');
  expect(workspaceAt(store, '1abcdef')?.id).toBe(ids[1]);
  expect(workspaceAt(store, 'abcdef')).toBeUndefined();
  expect(workspaceAt(store, 'ffffff')).toBeUndefined();
  expect(workspaceAt(store, null)?.id).toBe(home);
});

it('takes nobody else’s personal workspace for home', () => {
  const store = createStore();
  store.put('workspaces', [
    { id: ids[2], isPersonal: true, role: 'member', version: 1 } as Rows['workspaces'],
    { id: home, isPersonal: true, role: 'owner', version: 1 } as Rows['workspaces'],
  ]);
  expect(prefixOf(store, home)).toBe('');
  expect(prefixOf(store, ids[2])).toBe('/w/123456');
});
