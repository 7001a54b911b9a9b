import type { Store } from './store.ts';

/** Whose rows the store holds; empty before that is known. */
export function whoseStore(store: Store): string {
  return store.tables.users.rows.keys().next().value ?? '';
}
