import { LRUCache } from 'lru-cache';
import type { Scope } from './keys.ts';
import { newStamp } from './stamp.ts';
import { markSeconds } from './store.ts';
import type { Store, Under } from './store.ts';

const mostScopes = 50_000;

const keyOf = ({ generation }: Under, scope: Scope) => `${generation} ${scope}`;

/**
 * The store of the one process that serves a database without Redis. It keeps no entries: whoever asks has them
 * already. A scope that is forgotten for want of room gets a new stamp, so nothing old comes back; nor does it under
 * another generation.
 */
export function createMemoryStore(): Store {
  const self = [`process:${newStamp()}`];
  const stamps = new LRUCache<string, string>({ max: mostScopes });
  /** Each mark with the moment at which its writer is given up, by `performance.now`. */
  const marks = new Map<string, Map<string, number>>();
  const renewed = (key: string) => {
    const stamp = newStamp();
    stamps.set(key, stamp);
    return stamp;
  };
  const isMarked = (key: string) => {
    const now = performance.now();
    const standing = marks.get(key);
    for (const [id, until] of standing ?? []) if (until < now) standing?.delete(id);
    if (standing?.size === 0) marks.delete(key);
    return marks.has(key);
  };
  return {
    masters: () => self,
    trouble: () => null,
    read: async (under, { scopes, entries }) => ({
      stamps: scopes.map((scope) => stamps.get(keyOf(under, scope)) ?? null),
      entries: entries.map(() => null),
    }),
    async open(under, scope) {
      const key = keyOf(under, scope);
      return stamps.get(key) ?? (isMarked(key) ? null : renewed(key));
    },
    async mark(under, { scope, id }) {
      const key = keyOf(under, scope);
      stamps.delete(key);
      const standing = marks.get(key) ?? new Map<string, number>();
      marks.set(key, standing.set(id, performance.now() + markSeconds * 1000));
    },
    async unmark(under, { scope, id }) {
      const key = keyOf(under, scope);
      marks.get(key)?.delete(id);
      if (isMarked(key)) stamps.delete(key);
      else renewed(key);
    },
    keep: async () => undefined,
    check: async () => undefined,
    close: async () => undefined,
  };
}
