import type { Pool } from '../../../db/client.ts';
import { numbers } from '../../../app/_client/testing/numbers.ts';
import type { Moment, Schedule } from '../../../app/_client/testing/schedule.ts';
import type { Pass } from '../../../app/_client/testing/universe.ts';
import { holdBack } from './gate.ts';
import type { Hold } from './gate.ts';

/** A moment that may stand still in the midst of what the server does, while the next ones pass. */
export type Overlapped = Moment & { hold?: Hold & { over: number } };

const held: ReadonlySet<Moment['kind']> = new Set(['decide', 'again', 'hear', 'look', 'rights']);
const mostOver = 4;
const mostStatements = 8;

/** The same life, in which some requests are under way at once: which, and where they meet, follows from the seed. */
export function overlapping({ pages, moments }: Schedule, seed: number) {
  const next = numbers(~seed);
  const holdOf = ({ kind }: Moment): Overlapped['hold'] => {
    if (!held.has(kind) || next(2) === 0) return undefined;
    const over = 1 + next(mostOver);
    const isRead = kind === 'hear' || kind === 'look';
    if (isRead || next(3) === 0) return { at: next(mostStatements), ends: 'well', over };
    const broken = next(2) === 0 ? 'broken before' : 'broken after';
    return { at: 'COMMIT', ends: kind !== 'rights' && next(4) === 0 ? broken : 'well', over };
  };
  // What is not committed yet must be in nobody's way who hears meanwhile of what came after it.
  const hears = Array.from(
    { length: pages },
    (_, who) => ({ kind: 'hear', who, back: 0, count: 8 }) as const,
  );
  const all: Overlapped[] = [];
  let heard = -1;
  for (const [at, moment] of moments.entries()) {
    const hold = holdOf(moment);
    all.push(hold ? { ...moment, hold: { ...hold, over: hold.over + pages } } : moment);
    if (hold?.at === 'COMMIT' && heard < at) heard = at + hold.over;
    if (heard === at) all.push(...hears);
  }
  return { pages, moments: all };
}

/** A killed page takes nothing up, and one that hears twice at once would be two. */
function mayPass(moment: Moment, one: Moment): boolean {
  if (moment.kind === 'crash') return false;
  return !(moment.kind === 'hear' && one.kind === 'hear' && moment.who === one.who);
}

/**
 * Plays moments in their order. While one is held, each of the next passes until it is done or waits for a lock, then
 * the one that was held goes on: so the same seed meets the same order.
 * @param watch a pool of the same database, which nothing holds back
 */
export function playOverlapping(watch: Pool) {
  return async (moments: readonly Overlapped[], pass: Pass) => {
    for (let at = 0; at < moments.length; at += 1) {
      const moment = moments[at] as Overlapped;
      if (!moment.hold) {
        await pass(moment);
        continue;
      }
      const one = holdBack(moment.hold, () => pass(moment));
      await one.reached;
      const others: Promise<void>[] = [];
      let waiting = 0;
      for (let over = moment.hold.over; over > 0; over -= 1) {
        const other = moments[at + 1];
        if (!other || !mayPass(other, moment)) break;
        at += 1;
        const work = pass(other);
        others.push(work);
        if (!(await isDone(watch, work, waiting))) waiting += 1;
      }
      one.release();
      await Promise.all([one.done, ...others]);
    }
  };
}

/** Waits until work is done, or one more connection than before waits for a lock. */
async function isDone(watch: Pool, work: Promise<void>, waiting: number): Promise<boolean> {
  const ended = { yet: false };
  const end = () => void (ended.yet = true);
  work.then(end, end);
  for (;;) {
    const { rows } = await watch.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (ended.yet) return true;
    if ((rows[0]?.count ?? 0) > waiting) return false;
  }
}
