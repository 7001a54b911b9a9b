import { LRUCache } from 'lru-cache';
import type { Scope } from './keys.ts';
import { newStamp } from './stamp.ts';
import type { Store } from './store.ts';

const mostScopes = 50_000;

/**
 * The store of the one process that serves a database without Redis. It keeps no entries: whoever asks has them
 * already. A scope that is forgotten for want of room gets a new stamp, so nothing old comes back.
 */
export function createMemoryStore(): Store {
  const self = [`process:${newStamp()}`];
  const stamps = new LRUCache<Scope, string>({ max: mostScopes });
  const marks = new Map<Scope, Set<string>>();
  const renewed = (scope: Scope) => {
    const stamp = newStamp();
    stamps.set(scope, stamp);
    return stamp;
  };
  return {
    masters: () => self,
    read: async (_under, { scopes, entries }) => ({
      stamps: scopes.map((scope) => stamps.get(scope) ?? null),
      entries: entries.map(() => null),
    }),
    open: async (_under, scope) => stamps.get(scope) ?? (marks.has(scope) ? null : renewed(scope)),
    async mark(_under, { scope, id }) {
      stamps.delete(scope);
      marks.set(scope, (marks.get(scope) ?? new Set()).add(id));
    },
    async unmark(_under, { scope, id }) {
      const standing = marks.get(scope);
      standing?.delete(id);
      if (standing !== undefined && standing.size > 0) return;
      marks.delete(scope);
      renewed(scope);
    },
    keep: async () => undefined,
    check: async () => undefined,
    close: async () => undefined,
  };
}
