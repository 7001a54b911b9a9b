import { store } from '../store/page-store.ts';

/** Says whose page asks: all tabs of a browser share one session, which may be another person's by now. */
export function userHeader(): Record<string, string> {
  const [userId] = store.tables.users.rows.keys();
  return userId === undefined ? {} : { 'x-cairn-user': userId };
}
