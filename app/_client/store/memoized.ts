import { sameValue } from './same-row.ts';
import type { Store } from './store.ts';

/**
 * A selector that is worked out again only after a change of what it depends on (keys of `store.version`),
 * and keeps its old answer where the new one says the same.
 */
export function memoized<T extends object>(
  select: (store: Store) => T,
  keys: readonly string[],
): (store: Store) => T {
  let seen: readonly number[] | null = null;
  let answer: T | null = null;
  let of: Store | null = null;
  return (store) => {
    const present = keys.map((key) => store.version(key));
    if (answer && of === store && sameValue(seen, present)) return answer;
    const next = select(store);
    answer = answer && of === store && same(answer, next) ? answer : next;
    seen = present;
    of = store;
    return answer;
  };
}

function same(a: object, b: object): boolean {
  if (Array.isArray(a)) return sameValue(a, b);
  const [left, right] = [a, b] as [Record<string, unknown>, Record<string, unknown>];
  const keys = Object.keys(left);
  const isAsLong = keys.length === Object.keys(right).length;
  return isAsLong && keys.every((key) => sameValue(left[key], right[key]));
}
