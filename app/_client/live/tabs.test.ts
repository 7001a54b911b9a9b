import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SyncEvent } from '../../../server/sync/schema.ts';
import { workspaceId } from '../testing/rows.ts';
import { createFollow } from './follow.ts';
import type { Place } from './follow.ts';
import { leadByLock } from './lead.ts';
import { createRest } from './rest.ts';
import { createTabs } from './tabs.ts';
import type { Said } from './tabs.ts';

const event: SyncEvent = { kind: 'reset', workspaceId };
/** What happened as the n-th. */
const nth = (n: number): SyncEvent => ({ ...event, workspaceId: String(n) as typeof workspaceId });
const turn = () => new Promise((done) => setTimeout(done, 0));

/** The log of a server, and who follows it; a cursor is how much of it was read. */
function createLog() {
  let length = 0;
  const streams = new Set<() => void>();
  return {
    opened: 0,
    streams,
    length: () => length,
    happens(): void {
      length += 1;
      for (const tell of streams) tell();
    },
  };
}

/** A browser with one lock, in which tabs say things to each other. */
function createBrowser() {
  const log = createLog();
  const pages = new Set<(said: Said) => void>();
  const queue: { begin: () => void; signal: AbortSignal }[] = [];
  let held = false;
  let terms = 0;
  const next = () => {
    const waiting = queue.splice(0).filter(({ signal }) => !signal.aborted);
    const first = waiting.shift();
    queue.push(...waiting);
    held = first !== undefined;
    first?.begin();
  };
  const locks = {
    request: (_: string, { signal }: { signal: AbortSignal }, work: () => Promise<void>) =>
      new Promise<void>((resolve) => {
        const begin = () =>
          void work().then(() => {
            resolve();
            next();
          });
        queue.push({ begin, signal });
        if (!held) next();
      }),
  } as unknown as LockManager;

  /** A page that has read all up to here. */
  function open(at: number) {
    const place: Place = { cursor: String(at) };
    const known = new Set(Array.from({ length: at }, (_, n) => n + 1));
    const apply = (one: SyncEvent) => void known.add(Number(one.workspaceId));
    const common = { place, onGap: () => undefined, onSignedOut: () => undefined };
    const tabs = createTabs({
      place,
      onPlace: () => undefined,
      apply,
      newTerm: () => `term ${(terms += 1)}`,
      say: (said) => {
        for (const hear of pages)
          if (hear !== mine) queueMicrotask(() => pages.has(hear) && hear(said));
      },
      catchUp: async () => {
        await turn();
        for (let n = Number(place.cursor) + 1; n <= log.length(); n += 1) apply(nth(n));
        place.cursor = String(log.length());
      },
    });
    const mine = (said: Said) => tabs.hear(said);
    pages.add(mine);
    tabs.ask();
    const stop = leadByLock(
      locks,
      '',
    )(async (signal) => {
      const { pass, stop: end } = tabs.begin();
      const follow = createFollow({
        ...common,
        rest: createRest(),
        take: pass,
        onNudge: () => undefined,
        read: ({ cursor, signal: over, onEvent }) => {
          log.opened += 1;
          let told = Number(cursor);
          return new Promise((resolve) => {
            const tell = () => {
              while (told < log.length()) onEvent(nth((told += 1)), String(told));
            };
            log.streams.add(tell);
            over.addEventListener('abort', () => {
              log.streams.delete(tell);
              resolve();
            });
            tell();
          });
        },
      });
      await follow.run(signal);
      end();
    });
    return {
      /** True where it knows of all that happened. */
      isWhole: () => known.size === log.length(),
      close() {
        pages.delete(mine);
        tabs.close();
        stop();
      },
    };
  }
  return { log, open };
}

test('twenty tabs hold one stream, and each takes all that happens', async () => {
  const { log, open } = createBrowser();
  const tabs = Array.from({ length: 20 }, () => open(0));
  await turn();
  await turn();
  for (let n = 0; n < 10; n += 1) log.happens();
  await turn();
  expect(log.opened).toBe(1);
  expect(tabs.filter((tab) => tab.isWhole())).toHaveLength(20);
});

test('a tab that comes later has what happened since it was read', async () => {
  const { log, open } = createBrowser();
  open(0);
  await turn();
  log.happens();
  log.happens();
  await turn();
  const late = open(1);
  log.happens();
  await turn();
  await turn();
  log.happens();
  await turn();
  expect(late.isWhole()).toBe(true);
  expect(log.opened).toBe(1);
});

test('one that begins to lead goes on from what it was passed last', async () => {
  const { log, open } = createBrowser();
  const first = open(0);
  const second = open(0);
  const third = open(0);
  await turn();
  await turn();
  log.happens();
  await turn();
  first.close();
  log.happens();
  await turn();
  await turn();
  log.happens();
  await turn();
  expect(log.opened).toBe(2);
  expect([second.isWhole(), third.isWhole()]).toEqual([true, true]);
  second.close();
  third.close();
  await turn();
  expect(log.streams.size).toBe(0);
});

test('whoever opens and closes when, no tab misses anything', async () => {
  const step = fc.oneof(
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('open' as const), n: fc.nat(3) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('close' as const), n: fc.nat(9) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('happens', 'turn'), n: fc.nat(0) }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const { log, open } = createBrowser();
      const tabs: ReturnType<typeof open>[] = [];
      for (const { kind, n } of steps) {
        if (kind === 'open') tabs.push(open(Math.max(0, log.length() - n)));
        else if (kind === 'close') tabs.splice(n % (tabs.length || 1), 1)[0]?.close();
        else if (kind === 'happens') log.happens();
        else await turn();
      }
      for (let n = 0; n < 4; n += 1) await turn();
      expect(tabs.filter((tab) => !tab.isWhole())).toEqual([]);
      expect(log.streams.size).toBe(Math.min(1, tabs.length));
      for (const tab of tabs) tab.close();
    }),
    { numRuns: 200 },
  );
});

/** A page that hears what a test says, and catches up when it says so. */
function follower() {
  const place: Place = { cursor: '0' };
  const taken: string[] = [];
  const said: Said['kind'][] = [];
  const catching: { signal: AbortSignal; done: () => void }[] = [];
  const tabs = createTabs({
    place,
    onPlace: () => undefined,
    apply: () => void taken.push('one'),
    say: ({ kind }) => void said.push(kind),
    newTerm: () => 'own',
    catchUp: (signal) => new Promise((resolve) => catching.push({ signal, done: resolve })),
  });
  const passes = (cursor: string, term = 'a') => tabs.hear({ kind: 'event', term, event, cursor });
  return { tabs, place, taken, said, catching, passes };
}

test('what is passed while a tab catches up waits for that, and moves its place only then', async () => {
  const { passes, taken, place, catching } = follower();
  passes('5');
  expect(taken).toEqual([]);
  expect(place.cursor).toBe('0');
  place.cursor = '6';
  taken.push('read');
  catching[0]?.done();
  await turn();
  expect(taken).toEqual(['read', 'one']);
  expect(place.cursor).toBe('5');
});

test('it catches up once with whoever leads, and again with another', () => {
  const { tabs, passes, catching } = follower();
  tabs.hear({ kind: 'leads', term: 'a' });
  passes('1');
  tabs.hear({ kind: 'leads', term: 'a' });
  expect(catching).toHaveLength(1);
  passes('2', 'b');
  expect(catching.map(({ signal }) => signal.aborted)).toEqual([true, false]);
});

test('one that leads answers who asks, and takes nothing from another', () => {
  const { tabs, passes, said, taken, catching } = follower();
  tabs.hear({ kind: 'who' });
  expect(said).toEqual([]);
  const { stop } = tabs.begin();
  tabs.hear({ kind: 'who' });
  passes('1');
  expect(said).toEqual(['leads', 'leads']);
  expect([taken, catching]).toEqual([[], []]);
  stop();
  expect(said.at(-1)).toBe('who');
  passes('2');
  expect(catching).toHaveLength(1);
});
