import { numbers } from '../../app/_client/testing/numbers.ts';

/** What a person does in the page. */
export const gestures = [
  'add',
  'rename',
  'complete',
  'move',
  'notes',
  'comment',
  'delete',
  'undo',
] as const;
export type Gesture = (typeof gestures)[number];

/** What goes wrong. `who` is a browser, `app` a process. */
export type Fault =
  /** The browser knows that it has no network, or nothing answers. */
  | { name: 'offline' | 'away'; who: number }
  /** Its next push meets this. */
  | { name: 'answer lost' | 'half sent' | 'process killed after its answer'; who: number }
  | { name: 'browser killed'; who: number }
  /** Its pages reach the other process meanwhile, or wait. */
  | { name: 'process killed'; app: number; pages: 'move' | 'wait' }
  | { name: 'Redis killed' }
  /** Planted, never drawn: what waits on the device is not there any more, and the log is never heard. */
  | { name: 'outbox emptied' | 'deaf'; who: number };

/** One moment of a round; browsers are counted from 0. */
export type Moment =
  | { kind: 'do'; who: number; tab: number; gesture: Gesture; at: number }
  /** Two without network do something to the same task. */
  | {
      kind: 'clash';
      pair: readonly [number, number];
      gestures: readonly [Gesture, Gesture];
      at: number;
    }
  /** It is mended so many moments later. */
  | { kind: 'fault'; fault: Fault; lasts: number }
  /** The browser is waited for until it has nothing to send. */
  | { kind: 'saved'; who: number }
  /** Somebody else may do something else in the project from now on; `null` is nothing. */
  | { kind: 'right'; who: number; right: Right | null };

export type Right = 'read' | 'comment' | 'write';

/** Whose browser it is, and how many tabs it has. The same person can be at two. */
export type Seat = { person: number; tabs: number };
export type Player = { role: 'owner' | 'admin' | 'member' | 'guest'; right: Right };

export type Round = {
  players: readonly Player[];
  seats: readonly Seat[];
  moments: readonly Moment[];
};

const cast: readonly Player[] = [
  { role: 'owner', right: 'write' },
  { role: 'member', right: 'write' },
  { role: 'admin', right: 'write' },
  { role: 'guest', right: 'comment' },
  { role: 'guest', right: 'write' },
];

/** How often each gesture comes, of all. */
const weights: readonly [weight: number, gesture: Gesture][] = [
  [6, 'add'],
  [6, 'rename'],
  [4, 'complete'],
  [3, 'move'],
  [4, 'notes'],
  [4, 'comment'],
  [2, 'delete'],
  [3, 'undo'],
];
const total = weights.reduce((sum, [weight]) => sum + weight, 0);

/** The round that follows from a seed: the same seed gives the same round for ever. */
export function roundOf(seed: number): Round {
  const next = numbers(seed);
  const pick = <T>(all: readonly T[]): T => all[next(all.length)] as T;
  const count = 2 + next(4);
  const seats = Array.from({ length: count }, (_, person): Seat => {
    const isSecond = person === 2 && next(4) === 0;
    return { person: isSecond ? 0 : person, tabs: next(3) === 0 ? 2 : 1 };
  });
  const who = () => next(count);
  const gesture = (): Gesture => {
    let at = next(total);
    for (const [weight, name] of weights) {
      if (at < weight) return name;
      at -= weight;
    }
    return 'add';
  };
  const moments = Array.from({ length: 10 + next(9) }, (): Moment => {
    return { kind: 'do', who: who(), tab: next(2), gesture: gesture(), at: next(12) };
  });
  const put = (moment: Moment) => void moments.splice(1 + next(moments.length), 0, moment);
  const fault = (one: Fault) => put({ kind: 'fault', fault: one, lasts: 1 + next(6) });
  const clash = (): Moment => {
    const one = who();
    const other = (one + 1 + next(count - 1)) % count;
    const both = ['rename', 'notes', 'notes', 'complete', 'comment', 'delete'] as const;
    return { kind: 'clash', pair: [one, other], gestures: [pick(both), pick(both)], at: next(12) };
  };
  put(clash());
  if (next(2) === 0) put(clash());
  fault({ name: pick(['offline', 'away'] as const), who: who() });
  fault({ name: pick(['answer lost', 'half sent'] as const), who: who() });
  fault({ name: pick(['answer lost', 'half sent'] as const), who: who() });
  const heavy = [
    () => fault({ name: 'browser killed', who: who() }),
    () => fault({ name: 'process killed', app: next(2), pages: pick(['move', 'wait'] as const) }),
    () => fault({ name: 'process killed after its answer', who: who() }),
    () => fault({ name: 'Redis killed' }),
  ];
  for (let left = 2; left > 0; left -= 1) heavy.splice(next(heavy.length), 1)[0]?.();
  if (next(2) === 0) {
    const right = pick(['read', 'comment', 'write', null] as const);
    put({ kind: 'right', who: 1 + next(count - 1), right });
  }
  return { players: cast.slice(0, count), seats, moments };
}

/** The browsers that are killed in a round: they keep their profile on disk. */
export function isKilled({ moments }: Round, seat: number): boolean {
  return moments.some(
    (one) => one.kind === 'fault' && one.fault.name === 'browser killed' && one.fault.who === seat,
  );
}
