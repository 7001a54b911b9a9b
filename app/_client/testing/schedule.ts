import type { Step } from './intents.ts';
import { stepKinds } from './intents.ts';
import { numbers } from './numbers.ts';
import { fates } from './world.ts';
import type { Fate } from './world.ts';

/** One moment of a life of several pages. `who` counts them from 0. */
export type Moment =
  /** The person does something. */
  | { kind: 'step'; who: number; step: Step }
  /** A request that is under way meets its fate. */
  | { kind: 'decide'; who: number; at: number; fate: Fate }
  /** What was sent once arrives once more, late. */
  | { kind: 'again'; who: number; at: number }
  | { kind: 'wake'; who: number }
  /** The device comes to have what the page holds, where that is sure. */
  | { kind: 'keep'; who: number }
  /** The page hears so much of the log, from so far before where it stood. */
  | { kind: 'hear'; who: number; back: number; count: number }
  /** The page reads all that it shows: it asks, the server looks, the answer comes. */
  | { kind: 'ask' | 'look' | 'answer'; who: number; at: number }
  /** The browser is killed and started again. */
  | { kind: 'crash'; who: number; arrives: boolean }
  /** Who sees nothing comes to see, and the other way round. */
  | { kind: 'rights'; who: number }
  /** The log forgets all up to now. */
  | { kind: 'floor'; who: number };

export type Schedule = { pages: number; moments: readonly Moment[] };

const texts = ['milk', 'bread', 'eggs', 'salt', 'хлеб'];
const longest = 60;

/** How often each kind of moment comes, of all. */
const weights: readonly [weight: number, kind: Moment['kind']][] = [
  [30, 'step'],
  [26, 'decide'],
  [20, 'hear'],
  [6, 'wake'],
  [4, 'keep'],
  [4, 'again'],
  [3, 'ask'],
  [3, 'look'],
  [3, 'answer'],
  [3, 'crash'],
  [2, 'rights'],
  [1, 'floor'],
];
const total = weights.reduce((sum, [weight]) => sum + weight, 0);

/** The life of some pages that follows from a seed. The same seed gives the same life for ever. */
export function scheduleOf(seed: number): Schedule {
  const next = numbers(seed);
  const pages = 1 + next(3);
  const pick = <T>(all: readonly T[]): T => all[next(all.length)] as T;
  const kindOf = (): Moment['kind'] => {
    let at = next(total);
    for (const [weight, kind] of weights) {
      if (at < weight) return kind;
      at -= weight;
    }
    return 'wake';
  };
  const momentOf = (): Moment => {
    const who = next(pages);
    const kind = kindOf();
    if (kind === 'step') {
      const step = { kind: pick(stepKinds), a: next(41), b: next(41), text: pick(texts) };
      return { kind, who, step };
    }
    if (kind === 'decide') {
      // Most of what is sent arrives, or nothing would ever be far from its beginning.
      const fate = next(3) === 0 ? pick(fates) : 'ok';
      return { kind, who, at: next(6), fate };
    }
    if (kind === 'hear') return { kind, who, back: next(4) === 0 ? next(8) : 0, count: next(8) };
    if (kind === 'crash') return { kind, who, arrives: next(2) === 0 };
    if (kind === 'ask' || kind === 'look' || kind === 'answer' || kind === 'again')
      return { kind, who, at: next(6) };
    return { kind, who };
  };
  return { pages, moments: Array.from({ length: 1 + next(longest) }, momentOf) };
}
