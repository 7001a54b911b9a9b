import type { ProjectOutput } from '../../../server/project/schema.ts';
import type { Store } from '../../_client/store/store.ts';
import { prefixOf, splitPath, workspaceAt } from '../workspace/workspace-path.ts';

/** What an address shows. */
export type Route =
  | {
      view:
        | 'today'
        | 'upcoming'
        | 'calendar'
        | 'notifications'
        | 'inbox'
        | 'add'
        | 'search'
        | 'import'
        | 'archive'
        | 'trash'
        | 'history'
        | 'completed'
        | 'nowhere';
    }
  /** A screen of many parts; null is its first one, and on a phone the list of them. */
  | { view: 'settings' | 'admin'; part: string | null }
  | { view: 'project'; ref: string }
  | { view: 'label'; ref: string }
  /** A saved view, or the line for one that has no name yet. */
  | { view: 'filter'; ref: string | null }
  | { view: 'task'; ref: string }
  | { view: 'workspace-settings'; ref: string };

/** What is of all workspaces, as Today is. */
const overAll = ['upcoming', 'calendar', 'notifications'] as const;

/** Reads an address; of which workspace it speaks, `workspaceAt` says. */
export function routeOf(path: string): Route {
  const { tail, rest } = splitPath(path);
  const [, first = '', ref] = rest.split('/').map(decode);
  if (tail !== null && first === 'settings') return { view: 'workspace-settings', ref: ref ?? '' };
  if (first === 'settings' || first === 'admin') return { view: first, part: ref ?? null };
  if (ref === undefined) {
    if (first === '' || first === 'welcome' || first === 'today') return { view: 'today' };
    const wide = overAll.find((view) => view === first);
    if (tail === null && wide) return { view: wide };
    if (first === 'inbox' || first === 'search' || first === 'import') return { view: first };
    if (first === 'filter') return { view: first, ref: null };
    if (first === 'add' && tail === null) return { view: first };
    if (first === 'archive' || first === 'trash') return { view: first };
    if (first === 'history' || first === 'completed') return { view: first };
    return { view: 'nowhere' };
  }
  if (first === 'p') return { view: 'project', ref };
  if (first === 'l') return { view: 'label', ref };
  if (first === 'v') return { view: 'filter', ref };
  if (first === 't') return { view: 'task', ref };
  return first === 'search' || first === 'import' ? { view: first } : { view: 'nowhere' };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The task that stands in the panel beside the view: `?task=<id>`. */
export function panelTask(search: string): string | null {
  return new URLSearchParams(search).get('task');
}

/** How a view is looked at: as a board, as a week or month of a calendar; what a filter asks for, and of whom. */
const lookOf = (search: URLSearchParams) =>
  [...search].filter(([name]) => ['view', 'day', 'q', 'by'].includes(name));

/** The same view with another task in the panel, or none; how it is looked at stays. */
export function withTask(path: string, taskId: string | null, search = ''): string {
  const given = new URLSearchParams(search);
  const kept = new URLSearchParams({
    ...Object.fromEntries(lookOf(given)),
    ...(taskId !== null && { task: taskId }),
  });
  return kept.size > 0 ? `${path}?${kept}` : path;
}

/**
 * The project of an address: by its id, or by its key in the workspace of this tail. An address that names no
 * workspace finds it in another one too, where only one has it.
 */
export function findProject(
  store: Store,
  ref: string,
  tail: string | null,
): ProjectOutput | undefined {
  const byId = store.get('projects', ref);
  if (byId) return byId;
  const named = keyed(store, ref.toUpperCase());
  const here = workspaceAt(store, tail)?.id;
  const hit = named.find(({ workspaceId }) => workspaceId === here);
  return hit ?? (tail === null && named.length === 1 ? named[0] : undefined);
}

/** Where a project is shown: `/p/HOME`, by its id while it has no key or shares it with another. */
export function projectPath(store: Store, project: ProjectOutput): string {
  const { id, key, workspaceId, isInbox } = project;
  const prefix = prefixOf(store, workspaceId);
  if (isInbox) return `${prefix}/inbox`;
  const first = keyed(store, key).find((other) => other.workspaceId === workspaceId);
  return `${prefix}/p/${first?.id === id ? key : id}`;
}

function keyed(store: Store, key: string): ProjectOutput[] {
  return [...store.tables.projects.rows.values()].filter(
    (project) => project.key === key && !project.isInbox,
  );
}

/** Where the tasks with a label are shown. */
export function labelPath(store: Store, label: { id: string; workspaceId: string }): string {
  return `${prefixOf(store, label.workspaceId)}/l/${label.id}`;
}
