import { inboxKey } from './schema.ts';

const longest = 10;

/** The key itself, or with the first number after it that makes it long enough and not taken. */
export function freeProjectKey(wanted: string, taken: ReadonlySet<string>): string {
  const isFree = (key: string) => key.length > 1 && key !== inboxKey && !taken.has(key);
  if (isFree(wanted)) return wanted;
  for (let number = wanted.length === 1 ? 1 : 2; ; number += 1) {
    const key = wanted.slice(0, longest - String(number).length) + number;
    if (isFree(key)) return key;
  }
}
