import { fold } from '../fold.ts';
import { isNear } from './is-near.ts';

type NamesOf<T> = (thing: T) => string[];
type Name = { squeezed: string; words: string[] };
type Fits = (name: Name) => boolean;

const squeeze = (folded: string): string => folded.replace(/[\s_-]+/gu, '');

function nameOf(text: string): Name {
  const folded = fold(text);
  return { squeezed: squeeze(folded), words: folded.split(/[\s_-]+/u) };
}

/**
 * The one thing that a name means: the one that is called so, else the only one whose name, or a word of it, begins so.
 * Case, ё and spaces do not count.
 */
export function findName<T>(things: readonly T[], name: string, namesOf: NamesOf<T>): T | null {
  return onlyOne(things, namesOf, waysOf(name));
}

/** As findName; and where nothing is called or begins so, the only one that is called nearly so: wrk, wrok for Work. */
export function findNearName<T>(things: readonly T[], name: string, namesOf: NamesOf<T>): T | null {
  const wanted = squeeze(fold(name));
  return onlyOne(things, namesOf, [...waysOf(name), ({ squeezed }) => isNear(wanted, squeezed)]);
}

/** How a name may fit, the nearest first. */
function waysOf(name: string): Fits[] {
  const folded = fold(name);
  const wanted = squeeze(folded);
  if (wanted === '') return [];
  return [
    ({ squeezed }) => squeezed === wanted,
    ({ squeezed }) => squeezed.startsWith(wanted),
    ({ words }) => words.some((word) => word.startsWith(folded)),
  ];
}

/** What fits by the first way in which anything does, if it is one. */
function onlyOne<T>(things: readonly T[], namesOf: NamesOf<T>, ways: readonly Fits[]): T | null {
  const named = things.map((thing) => ({ thing, names: namesOf(thing).map(nameOf) }));
  for (const fits of ways) {
    const [found, ...more] = named.filter(({ names }) => names.some(fits));
    if (found) return more.length === 0 ? found.thing : null;
  }
  return null;
}
