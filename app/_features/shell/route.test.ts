import { expect, it } from 'vitest';
import { projectRow } from '../../_client/testing/rows.ts';
import { createStore } from '../../_client/store/store.ts';
import { findProject, panelTask, projectPath, routeOf, withTask } from './route.ts';

it('reads every address of the workspace', () => {
  expect(['/', '/today', '/welcome'].map((path) => routeOf(path).view)).toEqual([
    'today',
    'today',
    'today',
  ]);
  expect(routeOf('/p/HOME')).toEqual({ view: 'project', ref: 'HOME' });
  expect(routeOf('/l/123')).toEqual({ view: 'label', ref: '123' });
  expect(routeOf('/t/HOME-12')).toEqual({ view: 'task', ref: 'HOME-12' });
  expect(routeOf('/import').view).toBe('import');
  expect(routeOf('/p/%E0%A4%A').view).toBe('project');
  expect(routeOf('/elsewhere').view).toBe('nowhere');
});

it('keeps the open task in the address', () => {
  expect(panelTask('?task=abc')).toBe('abc');
  expect(panelTask('')).toBeNull();
  expect(withTask('/today', 'abc')).toBe('/today?task=abc');
  expect(withTask('/today', null)).toBe('/today');
  expect(withTask('/p/HOME', 'abc', '?view=board&task=x')).toBe('/p/HOME?view=board&task=abc');
  expect(withTask('/p/HOME', null, '?view=board&task=x&q=y')).toBe('/p/HOME?view=board');
});

it('finds a project by key or id, and names it by its key where that is its own', () => {
  const store = createStore();
  const home = projectRow();
  const other = projectRow({ id: 'x' as typeof home.id, name: 'Other home', order: 'a1' });
  store.put('projects', [
    home,
    other,
    projectRow({ id: 'y' as typeof home.id, key: 'IN', isInbox: true }),
  ]);
  expect(findProject(store, 'home')?.id).toBe(home.id);
  expect(findProject(store, 'IN')).toBeUndefined();
  expect(projectPath(store, home)).toBe('/p/HOME');
  expect(projectPath(store, other)).toBe('/p/x');
  expect(projectPath(store, projectRow({ key: '', id: 'z' as typeof home.id }))).toBe('/p/z');
});
