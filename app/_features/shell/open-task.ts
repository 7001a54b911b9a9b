'use client';

import { navigate } from '../../_client/router.ts';
import { store } from '../../_client/store/page-store.ts';
import { splitPath, workspaceAt } from '../workspace/workspace-path.ts';
import { projectPath, routeOf, withTask } from './route.ts';

/** Shows a task in the panel beside the present view. Going from one task to the next is one step back. */
export function openTask(taskId: string): void {
  const { pathname, search } = window.location;
  navigate(withTask(viewPath(pathname), taskId), { replace: search.includes('task=') });
}

/** Closes the panel; the view stays. */
export function closeTask(): void {
  navigate(viewPath(window.location.pathname), { replace: true });
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
