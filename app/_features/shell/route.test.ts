import { expect, it } from 'vitest';
import { projectRow, workspaceId } from '../../_client/testing/rows.ts';
import { createStore } from '../../_client/store/store.ts';
import type { Rows } from '../../_client/store/rows.ts';
import { findProject, labelPath, panelTask, projectPath, routeOf, withTask } from './route.ts';

const teamId = '00000000-0000-7000-8000-0000abc12345';

/** A personal workspace and a team's. */
function storeOfTwo() {
  const store = createStore();
  store.put('workspaces', [
    { id: workspaceId, isPersonal: true, role: 'owner', version: 1 } as Rows['workspaces'],
    { id: teamId, isPersonal: false, version: 1 } as Rows['workspaces'],
  ]);
  return store;
}
const project = (id: string, fields: object = {}) => projectRow({ id, ...fields } as object);

it('reads every address of the workspace', () => {
  expect(['/', '/today', '/welcome'].map((path) => routeOf(path).view)).toEqual([
    'today',
    'today',
    'today',
  ]);
  expect(routeOf('/p/HOME')).toEqual({ view: 'project', ref: 'HOME' });
  expect(routeOf('/l/123')).toEqual({ view: 'label', ref: '123' });
  expect(routeOf('/t/HOME-12')).toEqual({ view: 'task', ref: 'HOME-12' });
  expect(routeOf('/v/123')).toEqual({ view: 'filter', ref: '123' });
  expect(routeOf('/filter')).toEqual({ view: 'filter', ref: null });
  expect(routeOf('/w/c12345/filter').view).toBe('filter');
  expect(routeOf('/import').view).toBe('import');
  expect(routeOf('/archive').view).toBe('archive');
  expect(routeOf('/trash').view).toBe('trash');
  expect(routeOf('/settings')).toEqual({ view: 'settings', part: null });
  expect(routeOf('/admin/people')).toEqual({ view: 'admin', part: 'people' });
  expect(routeOf('/p/%E0%A4%A').view).toBe('project');
  expect(routeOf('/add').view).toBe('add');
  expect(routeOf('/w/c12345/add').view).toBe('nowhere');
  expect(routeOf('/elsewhere').view).toBe('nowhere');
});

it('reads the same places in a named workspace, and its settings', () => {
  expect(routeOf('/w/c12345/p/HOME')).toEqual({ view: 'project', ref: 'HOME' });
  expect(routeOf('/w/c12345').view).toBe('inbox');
  expect(routeOf('/w/c12345/').view).toBe('inbox');
  expect(routeOf('/w/c12345/search').view).toBe('search');
  expect(routeOf('/w/c12345/settings')).toEqual({ view: 'workspace-settings', ref: '' });
  expect(routeOf('/w/c12345/settings/members').view).toBe('workspace-settings');
  expect(routeOf('/settings').view).not.toBe('workspace-settings');
  expect(routeOf('/w/xyz/inbox').view).toBe('nowhere');
});

it('keeps the open task in the address', () => {
  expect(panelTask('?task=abc')).toBe('abc');
  expect(panelTask('')).toBeNull();
  expect(withTask('/today', 'abc')).toBe('/today?task=abc');
  expect(withTask('/today', null)).toBe('/today');
  expect(withTask('/p/HOME', 'abc', '?view=board&task=x')).toBe('/p/HOME?view=board&task=abc');
  expect(withTask('/p/HOME', null, '?view=board&task=x&tip=y')).toBe('/p/HOME?view=board');
  expect(withTask('/filter', 'abc', '?q=%40home')).toBe('/filter?q=%40home&task=abc');
});

it('finds a project by key or id, and names it by its key where that is its own', () => {
  const store = storeOfTwo();
  const home = projectRow();
  const other = project('x', { name: 'Other home', order: 'a1' });
  store.put('projects', [home, other, project('y', { key: 'IN', isInbox: true })]);
  expect(findProject(store, 'home', null)?.id).toBe(home.id);
  expect(findProject(store, 'IN', null)).toBeUndefined();
  expect(projectPath(store, home)).toBe('/p/HOME');
  expect(projectPath(store, other)).toBe('/p/x');
  expect(projectPath(store, project('z', { key: '' }))).toBe('/p/z');
});

it('tells projects of one key in two workspaces apart, and finds the only one anywhere', () => {
  const store = storeOfTwo();
  const home = projectRow();
  const theirs = project('x', { workspaceId: teamId });
  const only = project('o', { workspaceId: teamId, key: 'TEAM' });
  store.put('projects', [home, theirs, only]);
  expect(projectPath(store, theirs)).toBe('/w/c12345/p/HOME');
  expect(projectPath(store, project('i', { workspaceId: teamId, isInbox: true }))).toBe(
    '/w/c12345/inbox',
  );
  expect(labelPath(store, { id: 'l', workspaceId: teamId })).toBe('/w/c12345/l/l');
  expect(labelPath(store, { id: 'l', workspaceId })).toBe('/l/l');
  expect(findProject(store, 'HOME', null)?.id).toBe(home.id);
  expect(findProject(store, 'HOME', 'c12345')?.id).toBe('x');
  expect(findProject(store, 'TEAM', null)?.id).toBe('o');
  expect(findProject(store, 'HOME', 'ffffff')).toBeUndefined();
});
