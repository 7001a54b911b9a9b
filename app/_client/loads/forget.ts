import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { dropProject } from '../device/device-rows.ts';
import { notify } from '../notices.ts';
import { disownAll } from '../sending/own-ops.ts';
import { store } from '../store/page-store.ts';
import type { Rows, TableName } from '../store/rows.ts';
import { whoseStore } from '../store/whose-store.ts';
import { outdate } from './loads.ts';

const none: ReadonlySet<string> = new Set();

/** Forgets a workspace with all that was read of it. */
export function forgetWorkspace(workspaceId: string): void {
  const isIn = (row: { workspaceId: string }) => row.workspaceId === workspaceId;
  store.batch(() => {
    // On the device too, also what is not shown yet of what that has.
    for (const id of store.projectsIn(workspaceId)) forgetProject(id);
    forget('workspaces', ({ id }) => id === workspaceId);
    forget('projects', isIn);
    forget('sections', isIn);
    forget('labels', isIn);
    forget('views', isIn);
    forget('plans', isIn);
    forget('members', isIn);
    forget('tasks', isIn);
    forget('comments', isIn);
    forget('relations', isIn);
    forget('reminders', isIn);
  });
}

/** A workspace that was deleted, or is not shared with the person any more, goes; they are told. */
export function loseWorkspace({ id, name }: WorkspaceOutput): void {
  forgetWorkspace(id);
  notify({ kind: 'lost', name });
}

/** Forgets what was read of a project that is not to be seen any more; should it be shown again, it is read anew. */
export function forgetProject(projectId: string): void {
  const tasks = [...store.tables.tasks.rows.values()];
  const gone = tasks.filter((task) => task.projectId === projectId).map(({ id }) => id);
  store.forgetProject(projectId);
  disownAll();
  // Also what another tab read of it. Where this device keeps nothing there is nothing to forget.
  void dropProject(whoseStore(store), projectId).catch(() => undefined);
  for (const what of ['project', 'closed', 'someClosed']) outdate(`${what} ${projectId}`);
  for (const id of gone) outdate(`task ${id}`);
}

function forget<T extends TableName>(table: T, isGone: (row: Rows[T]) => boolean): void {
  store.tables[table].prune(isGone, none, Number.POSITIVE_INFINITY);
}
