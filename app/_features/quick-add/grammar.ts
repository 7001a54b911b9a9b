'use client';

import type { Range } from '../../../server/domain/quick-add/tokens.ts';
import { nowIso } from '../../_client/clock.ts';
import { createCell } from '../../_client/store/cell.ts';
import { store } from '../../_client/store/page-store.ts';
import { namesIn } from './line-setting.ts';
import type { readLine, ReadLine } from './read-line.ts';

/** The grammar comes when a line for new tasks is first opened; null until then. */
export const grammar = createCell<typeof readLine | null>(null);
let coming: Promise<void> | null = null;

/** Fetches it, once; after a failure the next call tries again. */
export function loadGrammar(): void {
  coming ??= import('./read-line.ts').then(
    ({ readLine: read }) => grammar.set(read),
    () => void (coming = null),
  );
}

/** Reads lines for a workspace as its person would have them read now; null while the grammar is not here. */
export function readHere(
  workspaceId: string,
): ((text: string, literal: readonly Range[]) => ReadLine) | null {
  const read = grammar.get();
  const [me] = store.tables.users.rows.values();
  if (!read || !me) return null;
  const names = namesIn(workspaceId);
  return (text, literal) =>
    read(
      text,
      { now: nowIso(), timeZone: me.timeZone, locale: localeHere(me.locale), literal },
      names,
    );
}

/** The browser's own region where it speaks the page's language: it says which way 5/12 is written. */
function localeHere(locale: string): string {
  const own = navigator.languages.find((one) => one.split('-')[0] === locale);
  return own ?? locale;
}
