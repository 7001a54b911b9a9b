import type * as repeats from './repeat-rules.ts';

type Rules = typeof repeats;

let rules: Rules | null = null;
let coming: Promise<void> | null = null;

/** What works out where a task goes that repeats. Null until it is here: then the server's answer says it. */
export const repeatRules = (): Rules | null => rules;

/** Fetches it, once: it is too large for the first script. After a failure the next call tries again. */
export function loadRepeats(): Promise<void> {
  coming ??= import('./repeat-rules.ts').then(
    (module) => void (rules = module),
    () => void (coming = null),
  );
  return coming;
}
