'use client';

import { leave, navigate } from '../../_client/router.ts';
import { store } from '../../_client/store/page-store.ts';
import { splitPath, workspaceAt } from '../workspace/workspace-path.ts';
import { panelTask, projectPath, routeOf, withTask } from './route.ts';

/** Shows a task in the panel beside the present view. Going from one task to the next is one step back. */
export function openTask(taskId: string): void {
  const { pathname, search } = window.location;
  const replace = panelTask(search) !== null;
  navigate(withTask(viewPath(pathname), taskId, search), replace ? { replace } : { over: true });
}

/** Closes the panel; the view stays. */
export function closeTask(): void {
  const { pathname, search } = window.location;
  leave(withTask(viewPath(pathname), null, search));
}

/** `/t/HOME-12` is the task's project with the task beside it. */
function viewPath(path: string): string {
  const route = routeOf(path);
  if (route.view !== 'task') return path;
  const here = workspaceAt(store, splitPath(path).tail)?.id;
  const task = [...store.tables.tasks.rows.values()].find(
    ({ key, id, workspaceId }) =>
      id === route.ref || (key === route.ref.toUpperCase() && workspaceId === here),
  );
  const project = task && store.get('projects', task.projectId);
  return project ? projectPath(store, project) : '/today';
}
