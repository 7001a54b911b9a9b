import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { bug } from '../platform/bugs.ts';
import type { Clock } from '../platform/clock.ts';
import type { Counters } from './counters.ts';
import type { Glance } from './glance.ts';
import type { Scope } from './keys.ts';

/** How something is kept: under which name, for whom, and what it depends on. */
export type Question<T> = {
  /** What is asked for, as the counters call it. */
  readonly kind: string;
  /** The scope that it is kept in, and its name there. */
  readonly scope: Scope;
  readonly name: string;
  /** All scopes that the answer depends on; asked for only where it is not known. */
  scopes(): Promise<readonly Scope[]> | readonly Scope[];
  /** Asks Postgres. `seconds` is for how long the answer holds while nothing is written; null is not kept. */
  load(): Promise<{ value: T; seconds: number } | null>;
  pack(value: T): Buffer;
  unpack(bytes: Buffer): T;
};

/** Something kept in this process, with the stamps under which it holds. */
export type Known<T = unknown> = {
  readonly value: T;
  readonly scopes: readonly Scope[];
  readonly stamps: string;
  /** Until when, by `performance.now`. */
  readonly until: number;
};

export type Memory = {
  /** The answer to a question: kept, or loaded once for all who ask at the same time. */
  recall<T>(glance: Glance, question: Question<T>): Promise<T | null>;
  /** What this process holds, to be compared with stamps of now. */
  peek(scope: Scope, name: string): Known | undefined;
};

const mostBytes = 64 * 1024 * 1024;
/** Larger answers are made each time: they would push out too much. */
const mostKept = 512 * 1024;
/** Of these Redis keeps a copy for the other processes. */
const mostFar = 64 * 1024;
const about = 200;

type Deps = { clock: Clock; counters: Counters };

/**
 * Answers kept in this process and, through the glance, in Redis. Each carries the stamps that were read before its
 * query: once somebody writes in one of its scopes, none of them comes again and the answer is out of reach.
 */
export function createMemory({ clock, counters }: Deps): Memory {
  const entries = new LRUCache<string, Known & { bytes: number }>({
    maxSize: mostBytes,
    // An answer may come to hold its packed forms and its message too, which are smaller together.
    sizeCalculation: ({ bytes }, key) => 2 * bytes + key.length + about,
  });
  const flights = new Map<string, Promise<{ value: unknown } | null>>();
  const put = <T>(key: string, known: Known<T>, bytes: number) => {
    if (bytes <= mostKept) entries.set(key, { ...known, bytes });
  };
  const holds = async (glance: Glance, known: Known) =>
    performance.now() < known.until && (await glance.stamps(known.scopes)) === known.stamps;

  async function recallFar<T>(glance: Glance, question: Question<T>): Promise<Known<T> | null> {
    const far = await glance.entry(question);
    const end = far?.indexOf(10) ?? -1;
    const head = far === null || end < 0 ? null : headOf(far.toString('utf8', 0, end));
    if (far === null || head === null) return null;
    const left = head.until - clock.now().getTime();
    const { scopes, stamps } = head;
    const bytes = far.subarray(end + 1);
    const known = {
      scopes,
      stamps,
      until: performance.now() + left,
      value: question.unpack(bytes),
    };
    put(`${question.scope}${question.name}`, known, bytes.length);
    return known;
  }

  async function load<T>(glance: Glance, question: Question<T>): Promise<T | null> {
    if (!glance.usable) {
      counters.count(question.kind, 'bypass');
      return (await question.load())?.value ?? null;
    }
    const early = bug('stamp-read-after-query') ? slowly(question.load()) : null;
    const scopes = await question.scopes();
    await early;
    const stamps = await glance.open(scopes);
    if (stamps === null) {
      counters.count(question.kind, 'bypass');
      return (await question.load())?.value ?? null;
    }
    const key = `${question.scope}${question.name}`;
    // Somebody else may have loaded it while this one looked.
    const just = entries.get(key) as Known<T> | undefined;
    if (just?.stamps === stamps && performance.now() < just.until) {
      counters.count(question.kind, 'joined');
      return just.value;
    }
    const flight = `${key} ${stamps}`;
    const running = flights.get(flight) as Promise<{ value: T } | null> | undefined;
    if (running !== undefined) {
      counters.count(question.kind, 'joined');
      // What it failed with may be about whoever began it.
      const joined = await (bug('failure-shared') ? running : running.catch(() => undefined));
      return (joined === undefined ? await question.load() : joined)?.value ?? null;
    }
    counters.count(question.kind, 'fill');
    const asked = performance.now();
    const instant = clock.now().getTime();
    const loading = (early ?? question.load()).then((loaded) => {
      if (loaded === null) return null;
      const { value, seconds } = loaded;
      const bytes = question.pack(value);
      put(key, { value, scopes, stamps, until: asked + seconds * 1000 }, bytes.length);
      const head: Head = { scopes, stamps, until: instant + seconds * 1000 };
      const kept = Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), bytes]);
      if (kept.length <= mostFar)
        glance.keep(question, { value: kept, seconds: Math.ceil(seconds) });
      return { value };
    });
    flights.set(flight, loading);
    try {
      return (await loading)?.value ?? null;
    } finally {
      flights.delete(flight);
    }
  }

  return {
    peek: (scope, name) => entries.get(`${scope}${name}`),
    async recall<T>(glance: Glance, question: Question<T>) {
      if (!glance.usable) return load(glance, question);
      const near = entries.get(`${question.scope}${question.name}`) as Known<T> | undefined;
      if (near !== undefined && (await holds(glance, near))) {
        counters.count(question.kind, 'hit');
        return near.value;
      }
      const far = await recallFar(glance, question);
      if (far !== null && (await holds(glance, far))) {
        counters.count(question.kind, 'far-hit');
        return far.value;
      }
      if (near !== undefined || far !== null) counters.count(question.kind, 'stale-avoided');
      return load(glance, question);
    },
  };
}

/** As a query that takes its time, for a planted bug. */
async function slowly<T>(work: Promise<T>): Promise<T> {
  const done = await work;
  await sleep(25);
  return done;
}

function headOf(line: string): Head | null {
  try {
    return JSON.parse(line) as Head;
  } catch {
    return null;
  }
}

/** The first line of what is kept in Redis. `until` is an instant by the database's clock, in milliseconds. */
type Head = { scopes: readonly Scope[]; stamps: string; until: number };
