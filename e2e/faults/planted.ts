import type { BugName } from '../../server/platform/bugs.ts';
import type { Moment, Player, Round } from './schedule.ts';

/** A bug, the shortest round in which it shows, and what is said of it. */
type Planted = { bug: BugName | null; name: string; round: Round; says: RegExp };

const players: readonly Player[] = [
  { role: 'owner', right: 'write' },
  { role: 'member', right: 'write' },
];
const round = (...moments: Moment[]): Round => ({
  players,
  seats: [
    { person: 0, tabs: 1 },
    { person: 1, tabs: 1 },
  ],
  moments,
});
const write = (who: number, gesture: 'add' | 'rename'): Moment => {
  return { kind: 'do', who, tab: 0, gesture, at: 0 };
};

/** Each proves that the rounds can fail. */
export const planted: readonly Planted[] = [
  {
    name: 'an operation that the server does not remember is done and refused',
    bug: 'op-not-remembered',
    round: round(
      { kind: 'fault', fault: { name: 'answer lost', who: 0 }, lasts: 5 },
      write(0, 'add'),
      { kind: 'saved', who: 0 },
    ),
    says: /^done, and told as refused: task[.]create/,
  },
  {
    name: 'an answer that comes before the COMMIT promises what a killed process has not done',
    bug: 'answer-before-commit',
    round: round(
      { kind: 'fault', fault: { name: 'process killed after its answer', who: 0 }, lasts: 5 },
      write(0, 'add'),
      { kind: 'saved', who: 0 },
    ),
    says: /^vanished: task[.]create/,
  },
  {
    name: 'notes that are written over lose the lines of the other',
    bug: 'notes-overwritten',
    round: round({ kind: 'clash', pair: [0, 1], gestures: ['notes', 'notes'], at: 0 }),
    says: /^the line “.+” of browser \d \(\w+\) stands there 0 times/,
  },
  {
    name: 'a page that hears nothing keeps and shows what was',
    bug: null,
    round: round({ kind: 'fault', fault: { name: 'deaf', who: 1 }, lasts: 9 }, write(0, 'rename'), {
      kind: 'saved',
      who: 0,
    }),
    says: /^browser 1 \(member\) keeps of tasks \S+ with title/,
  },
  {
    name: 'an outbox that forgets loses what was done',
    bug: null,
    round: round(
      { kind: 'fault', fault: { name: 'offline', who: 0 }, lasts: 3 },
      write(0, 'rename'),
      { kind: 'fault', fault: { name: 'outbox emptied', who: 0 }, lasts: 1 },
      { kind: 'fault', fault: { name: 'browser killed', who: 0 }, lasts: 1 },
    ),
    says: /^vanished: task[.]update/,
  },
];
