import type { Scope } from './keys.ts';
import type { Reader } from './reader.ts';
import type { Entry, Store, Under } from './store.ts';

/**
 * What one request has seen of the cache: each stamp is read once, after the request began, so whatever was
 * acknowledged before it is known to it.
 */
export type Glance = {
  /** False where the cache may not be used now: everything is asked of Postgres. */
  readonly usable: boolean;
  /** The stamps of scopes as one text; null where one is missing, or cannot be read. */
  stamps(scopes: readonly Scope[]): Promise<string | null>;
  /** The same, after giving a stamp to those that have none; null where somebody writes in one. */
  open(scopes: readonly Scope[]): Promise<string | null>;
  /** What is kept; null where nothing is, or it cannot be read. */
  entry(entry: Entry): Promise<Buffer | null>;
  /** Keeps bytes beside the request. */
  keep(entry: Entry, kept: { value: Buffer; seconds: number }): void;
};

/** A request that uses no cache. */
export const blindGlance: Glance = {
  usable: false,
  stamps: () => Promise.resolve(null),
  open: () => Promise.resolve(null),
  entry: () => Promise.resolve(null),
  keep: () => undefined,
};

export function createGlance(store: Store, reader: Reader, under: Under | null): Glance {
  if (under === null) return blindGlance;
  const seen = new Map<Scope, Promise<string | null>>();
  const stamp = (scope: Scope) => {
    let known = seen.get(scope);
    if (known === undefined) {
      known = reader.stamp(under, scope);
      seen.set(scope, known);
    }
    return known;
  };
  // Somebody was writing there: what is known of it by now may be older than any stamp to come.
  const shut = new Set<Scope>();
  const openOne = async (scope: Scope) => {
    const known = await stamp(scope);
    if (known !== null || shut.has(scope)) return known;
    const opened = await store.open(under, scope);
    if (opened === null) shut.add(scope);
    return opened;
  };
  const joined = async (asked: Promise<string | null>[]) => {
    try {
      const stamps = await Promise.all(asked);
      return stamps.includes(null) ? null : stamps.join(' ');
    } catch {
      return null;
    }
  };
  return {
    usable: true,
    stamps: (scopes) => joined(scopes.map(stamp)),
    open(scopes) {
      const opened = scopes.map(openOne);
      scopes.forEach((scope, at) => seen.set(scope, opened[at] ?? Promise.resolve(null)));
      return joined(opened);
    },
    entry: async (entry) => {
      try {
        return await reader.entry(under, entry);
      } catch {
        return null;
      }
    },
    keep: (entry, kept) => void store.keep(under, entry, kept).catch(() => undefined),
  };
}
