import { store } from '../store/page-store.ts';

/** How long a closed task still stands in its list, in milliseconds. */
const lingerFor = 1200;

/** Keeps a task that is being closed in its list for a moment. */
export function linger(taskId: string): void {
  store.linger(taskId, true);
  setTimeout(() => store.linger(taskId, false), lingerFor);
}
