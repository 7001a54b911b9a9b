import { withStorage } from '../../_client/storage.ts';
import { openedTask } from './scene.ts';
import { routeOf } from '../shell/route.ts';
import { store } from '../../_client/store/page-store.ts';

/** Forgotten with the tab, and when another person signs in. */
const key = 'cairn.recent';
const mostKept = 9;

/** Where the person was: the path of a view, or a task by its id, so that a new number does not lose it. */
export type RecentPlace = { path: string } | { taskId: string };

/** The places that the person was at, the last first. */
export function recentPlaces(): readonly RecentPlace[] {
  return (
    withStorage('sessionStorage', (storage) => {
      const kept: unknown = JSON.parse(storage.getItem(key) ?? '[]');
      return Array.isArray(kept) ? (kept as RecentPlace[]) : [];
    }) ?? []
  );
}

/** Notes that the person is at the present address. */
export function noteRecent(path: string): void {
  const taskId = openedTask();
  const here: RecentPlace[] = [];
  if (taskId !== null && store.get('tasks', taskId)) here.push({ taskId });
  const { view } = routeOf(path);
  if (view !== 'task' && view !== 'nowhere' && view !== 'search' && view !== 'filter')
    here.push({ path });
  if (here.length === 0) return;
  const text = (place: RecentPlace) => JSON.stringify(place);
  const fresh = new Set(here.map(text));
  const all = [...here, ...recentPlaces().filter((place) => !fresh.has(text(place)))];
  const kept = JSON.stringify(all.slice(0, mostKept));
  withStorage('sessionStorage', (storage) => storage.setItem(key, kept));
}
