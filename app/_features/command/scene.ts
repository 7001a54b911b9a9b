import type { ProjectOutput } from '../../../server/project/schema.ts';
import type { Action } from '../../../server/domain/policy.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { refusalOf } from '../../_client/store/may.ts';
import { store } from '../../_client/store/page-store.ts';
import { findProject, panelTask, routeOf } from '../shell/route.ts';
import { splitPath, workspaceAt } from '../workspace/workspace-path.ts';
import type { Asked } from './asked.ts';
import { taskScene } from './task-scene.ts';
import type { TaskScene } from './task-scene.ts';

/** What commands are about at one moment. */
export type Scene = {
  tasks: readonly TaskOutput[];
  /** What floats stands here. */
  anchor: HTMLElement | null;
  at: { x: number; y: number } | undefined;
  view: TaskScene | null;
  /** The project that stands in the page. */
  project: ProjectOutput | undefined;
};

/** The scene of what was asked for; where no task was chosen, the one in the panel is. */
export function sceneOf({ taskIds, anchor, at }: Omit<Asked, 'command'>): Scene {
  const ids = taskIds.length > 0 ? taskIds : [openedTask()].filter((id) => id !== null);
  return {
    tasks: ids.flatMap((id) => store.get('tasks', id) ?? []),
    anchor: anchor ?? document.querySelector<HTMLElement>('[data-task-panel] h2'),
    at,
    view: taskScene(),
    project: shownProject(window.location.pathname),
  };
}

/** The task that stands in the panel, by either of its addresses. */
export function openedTask(): string | null {
  const { pathname, search } = window.location;
  const route = routeOf(pathname);
  const named = panelTask(search);
  if (named !== null || route.view !== 'task') return named;
  if (store.get('tasks', route.ref)) return route.ref;
  const key = route.ref.toUpperCase();
  return [...store.tables.tasks.rows.values()].find((task) => task.key === key)?.id ?? null;
}

/** The project whose list or board an address shows. */
export function shownProject(path: string): ProjectOutput | undefined {
  const route = routeOf(path);
  const { tail } = splitPath(path);
  if (route.view === 'project') return findProject(store, route.ref, tail);
  if (route.view === 'task')
    return store.get('projects', store.get('tasks', openedTask() ?? '')?.projectId ?? '');
  if (route.view !== 'inbox') return undefined;
  const workspace = workspaceAt(store, tail);
  return workspace && store.get('projects', workspace.inboxId);
}

/** Why this may not be done with the tasks; `several`: they are of several workspaces, which share nothing. */
export type Refused = 'role' | 'right' | 'archived' | 'several';

/** Why an action is refused for the first of the tasks that refuses it. Null: all may. */
export function refusedFor(tasks: readonly TaskOutput[], action: Action): Refused | null {
  for (const projectId of new Set(tasks.map((task) => task.projectId))) {
    const project = store.get('projects', projectId);
    // The server knows what the page does not: a project that was not read refuses by itself.
    if (!project) continue;
    const refused = refusalOf(action, {
      workspace: store.get('workspaces', project.workspaceId),
      project,
    });
    if (refused) return refused;
    if (project.archivedAt !== null) return 'archived';
  }
  return null;
}
