import type { Scope } from './keys.ts';

/** The generation and the masters under which a store is used, as the lease says. */
export type Under = { readonly generation: string; readonly masters: readonly string[] };

/** Something kept for a person, and under which name. */
export type Entry = { readonly scope: Scope; readonly name: string };

export type Asked = { readonly scopes: readonly Scope[]; readonly entries: readonly Entry[] };
export type Found = { stamps: (string | null)[]; entries: (Buffer | null)[] };

/** A writer's sign that it is at work in a scope. */
export type Mark = { readonly scope: Scope; readonly id: string };

export type Kept = { readonly value: Buffer; readonly seconds: number };

/**
 * Where marks, stamps and entries are: one or more Redis masters, or this process.
 * All but `masters` reject where a master is away, slow, or not one that the lease lists.
 */
export type Store = {
  /** What this store is made of, as a lease lists it; null while it is not all there, or not fit to hold marks. */
  masters(): readonly string[] | null;
  /** Why it is not all there, for a person; null where it is. */
  trouble(): string | null;
  /** Stamps and entries, in one round trip. */
  read(under: Under, asked: Asked): Promise<Found>;
  /** The scope's stamp; a new one where it has none and nobody writes there. Null while somebody does. */
  open(under: Under, scope: Scope): Promise<string | null>;
  /** Takes the scope's stamp away, and keeps others from making one until `unmark`, or for two minutes at most. */
  mark(under: Under, mark: Mark): Promise<void>;
  /** Takes the mark back and gives the scope a new stamp, unless somebody else writes there. */
  unmark(under: Under, mark: Mark): Promise<void>;
  keep(under: Under, entry: Entry, kept: Kept): Promise<void>;
  /** Looks at each master anew: who it is, and whether it takes writes. */
  check(): Promise<void>;
  close(): Promise<void>;
};

/** Seconds until a mark whose writer is gone lets others go on; far longer than a transaction may idle. */
export const markSeconds = 120;

/** Seconds for which a scope keeps its stamp: longer than anything is kept under it. */
export const stampSeconds = 900;
