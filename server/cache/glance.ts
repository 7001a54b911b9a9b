import { bug } from '../platform/bugs.ts';
import type { Scope } from './keys.ts';
import type { Reader } from './reader.ts';
import type { Entry, Kept, Store, Under } from './store.ts';

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
  keep(entry: Entry, kept: Kept): void;
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
  return under === null ? blindGlance : new OpenGlance(store, reader, under);
}

type Stamp = Promise<string | null>;

const join = (stamps: readonly (string | null)[]) =>
  stamps.includes(null) ? null : stamps.join(' ');
const none = () => null;

/** A class, since one is made for every request: its functions are made once. */
class OpenGlance implements Glance {
  readonly usable = true;
  #store: Store;
  #reader: Reader;
  #under: Under;
  #seen: Map<Scope, Stamp> | null = null;
  /** Somebody was writing there: what is known of it by now may be older than any stamp to come. */
  #shut: Set<Scope> | null = null;

  constructor(store: Store, reader: Reader, under: Under) {
    this.#store = store;
    this.#reader = reader;
    this.#under = under;
  }

  stamps(scopes: readonly Scope[]): Stamp {
    if (this.#seen !== null)
      return Promise.all(scopes.map((scope) => this.#stamp(scope))).then(join, none);
    // Most requests look once, and at all that they depend on.
    const read = this.#reader.stamps(this.#under, scopes);
    if (!bug('stamp-read-after-query')) {
      this.#seen = new Map();
      for (const [at, scope] of scopes.entries()) {
        const one = read.then((all) => all[at] ?? null);
        // Nobody may ever ask for it alone, and then nobody hears that it failed.
        one.catch(none);
        this.#seen.set(scope, one);
      }
    }
    return read.then(join, none);
  }

  open(scopes: readonly Scope[]): Stamp {
    const opened = scopes.map((scope) => this.#open(scope));
    for (const one of opened) one.catch(none);
    if (!bug('stamp-read-after-query')) {
      this.#seen ??= new Map();
      for (const [at, scope] of scopes.entries())
        this.#seen.set(scope, opened[at] ?? Promise.resolve(null));
    }
    return Promise.all(opened).then(join, none);
  }

  async entry(entry: Entry): Promise<Buffer | null> {
    try {
      return await this.#reader.entry(this.#under, entry);
    } catch {
      return null;
    }
  }

  keep(entry: Entry, kept: Kept): void {
    void this.#store.keep(this.#under, entry, kept).catch(none);
  }

  #stamp(scope: Scope): Stamp {
    const known = this.#seen?.get(scope);
    if (known !== undefined) return known;
    const read = this.#reader.stamps(this.#under, [scope]).then(([stamp]) => stamp ?? null);
    read.catch(none);
    if (!bug('stamp-read-after-query')) (this.#seen ??= new Map()).set(scope, read);
    return read;
  }

  async #open(scope: Scope): Promise<string | null> {
    const known = await this.#stamp(scope);
    if (known !== null || this.#shut?.has(scope)) return known;
    const opened = await this.#store.open(this.#under, scope);
    if (opened === null) (this.#shut ??= new Set()).add(scope);
    return opened;
  }
}
