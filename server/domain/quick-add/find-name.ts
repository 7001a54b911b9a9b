import { fold } from '../fold.ts';

const squeezed = (text: string) => fold(text).replace(/[\s_-]+/gu, '');

/**
 * The one thing that a name means: the one that is called so, else the only one whose name, or a word of it, begins so.
 * Case, ё and spaces do not count.
 */
export function findName<T>(
  things: readonly T[],
  name: string,
  namesOf: (thing: T) => string[],
): T | null {
  const wanted = squeezed(name);
  if (wanted === '') return null;
  const some = (fits: (name: string) => boolean) =>
    things.filter((thing) => namesOf(thing).some(fits));
  const ways = [
    some((one) => squeezed(one) === wanted),
    some((one) => squeezed(one).startsWith(wanted)),
    some((one) =>
      fold(one)
        .split(/[\s_-]+/u)
        .some((word) => word.startsWith(fold(name))),
    ),
  ];
  const [found, ...more] = ways.find((way) => way.length > 0) ?? [];
  return found !== undefined && more.length === 0 ? found : null;
}
