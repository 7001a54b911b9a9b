import { afterEach, expect, test, vi } from 'vitest';
import { onNotice } from '../notices.ts';
import type { Notice } from '../notices.ts';
import { store } from '../store/page-store.ts';
import type { Rows } from '../store/rows.ts';
import { projectRow, taskId, taskRow, userRow, workspaceId } from '../testing/rows.ts';
import { Refusal, stubServer } from '../testing/stub-server.ts';
import { keepBooted } from './boot.ts';
import { forgetProject } from './forget.ts';
import { keepLoaded, rereadShown } from './loads.ts';
import { readProjects } from './read-lists.ts';

afterEach(() => vi.unstubAllGlobals());

const team = '00000000-0000-7000-8000-0000000000ff' as typeof workspaceId;
const secret = '00000000-0000-7000-8000-0000000000fe' as ReturnType<typeof projectRow>['id'];
const workspace = (id: typeof team, name: string) =>
  ({ id, name, isPersonal: id === workspaceId, role: 'owner', version: 1 }) as Rows['workspaces'];
const mine = workspace(workspaceId, 'Ada');
const crew = workspace(team, 'Crew');
const ours = projectRow();
const theirs = projectRow({ id: secret, workspaceId: team });
const task = taskRow({ id: taskId(1), workspaceId: team, projectId: secret });

const server = (workspaces: Rows['workspaces'][], projects: Rows['projects'][]) =>
  stubServer({
    'account.me': () => ({ user: userRow(), workspaces, now: '2026-01-01T00:00:00.000Z' }),
    'project.list': (input: { workspaceId: string }) => {
      if (!workspaces.some(({ id }) => id === input.workspaceId)) throw new Refusal('NOT_FOUND');
      return { items: projects.filter((row) => row.workspaceId === input.workspaceId) };
    },
    'label.list': () => ({ items: [] }),
    'workspace.get': (input: { workspaceId: string }) => ({
      ...workspaces.find(({ id }) => id === input.workspaceId),
      members: [],
    }),
  });

test('a project that is shared no more goes with its tasks, and comes back with them', async () => {
  store.put('workspaces', [mine, crew]);
  store.put('projects', [ours, theirs]);
  store.put('tasks', [task, taskRow({ id: taskId(2) })]);
  server([mine, crew], [ours]);
  await readProjects(team);
  expect(store.get('projects', secret)).toBeUndefined();
  expect(store.get('tasks', task.id)).toBeUndefined();
  expect(store.get('tasks', taskId(2))).toBeDefined();

  server([mine, crew], [ours, theirs]);
  await readProjects(team);
  store.put('tasks', [task]);
  expect(store.get('tasks', task.id)).toEqual(task);
});

test('a workspace that is shared no more goes with all that was read of it, and the person is told once', async () => {
  const listening = new EventTarget();
  vi.stubGlobal('window', listening);
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
  const told: Notice[] = [];
  const deafen = onNotice((notice) => void told.push(notice));
  store.put('workspaces', [mine, crew]);
  store.put('projects', [ours, theirs]);
  store.put('tasks', [task]);
  server([mine], [ours]);
  const stop = keepBooted();
  await vi.waitFor(() => expect(store.get('workspaces', team)).toBeUndefined());
  expect(store.get('projects', secret)).toBeUndefined();
  expect(store.get('tasks', task.id)).toBeUndefined();
  expect(store.get('projects', ours.id)).toBeDefined();
  rereadShown({ force: true });
  await vi.waitFor(() => expect(store.get('projects', ours.id)).toBeDefined());
  expect(told).toEqual([{ kind: 'lost', name: 'Crew' }]);
  stop();
  deafen();
});

test('what is forgotten of a project is read anew once it is shown again', async () => {
  store.put('tasks', [taskRow({ id: taskId(5) })]);
  const names = ['project', 'closed', 'someClosed'].map((what) => `${what} ${ours.id}`);
  const work = vi.fn(() => Promise.resolve());
  const show = async () => {
    for (const name of [...names, `task ${taskId(5)}`]) keepLoaded(name, work)();
    await Promise.resolve();
  };
  await show();
  await show();
  expect(work).toHaveBeenCalledTimes(4);
  forgetProject(ours.id);
  await show();
  expect(work).toHaveBeenCalledTimes(8);
});
