import type { TaskOutput } from '../../../server/task/schema.ts';
import { relationLinks } from '../../_client/store/related.ts';
import type { Related } from '../../_client/store/related.ts';
import type { Store } from '../../_client/store/store.ts';
import { isWritable } from '../../_client/store/writable.ts';
import { matchOf } from '../command/match.ts';
import { matchTasks } from '../command/match-tasks.ts';

/** So many are shown. */
const most = 20;

type About = {
  task: TaskOutput;
  related: Related;
  typed: string;
  /** What the server found for it, which the page need not hold. */
  found?: readonly TaskOutput[];
};

/**
 * The tasks that one can be related to here, for what was typed: the one with this key first, then the best of those
 * that match, and below them what only the server found. Before anything is typed, the open ones of the task's project that changed last.
 */
export function findOthers(
  store: Store,
  { task, related, typed, found = [] }: About,
): TaskOutput[] {
  const taken = new Set<string>([task.id, ...relationLinks.flatMap((link) => related[link])]);
  const isOffered = ({ id, workspaceId, projectId }: TaskOutput) =>
    workspaceId === task.workspaceId &&
    !taken.has(id) &&
    isWritable(store.get('projects', projectId));
  const wanted = typed.trim();
  const all = [...store.tables.tasks.rows.values()].filter(isOffered);
  if (wanted === '') return near(all, task);
  const named = all.filter(({ key }) => key === wanted.toUpperCase());
  const matching = matchTasks(all, matchOf(wanted)).filter((one) => !named.includes(one));
  const here = [...named, ...matching].slice(0, most);
  const shown = new Set<string>(here.map(({ id }) => id));
  return [...here, ...found.filter((one) => isOffered(one) && !shown.has(one.id))];
}

const near = (others: readonly TaskOutput[], { projectId }: TaskOutput) =>
  others
    .filter((one) => one.status === 'open' && one.projectId === projectId)
    .toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1))
    .slice(0, most);
