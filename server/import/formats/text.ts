import type { LedgerNote } from '../schema.ts';
import type { Json } from './json-builder.ts';

/** Text that Postgres takes and a browser shows: no NUL, no half of a surrogate pair, line ends as LF. */
export function cleanText(raw: string): { text: string; removed: boolean } {
  const formed = raw.isWellFormed() ? raw : raw.toWellFormed();
  const text = formed.includes('\u0000') ? formed.replaceAll('\u0000', '') : formed;
  return {
    text: text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text,
    removed: text !== raw,
  };
}

/** At most `limit` code units, ending in `…` where something is missing; never half a character. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = text.charCodeAt(limit - 2);
  const split = end >= 0xd800 && end <= 0xdbff;
  return `${text.slice(0, split ? limit - 2 : limit - 1)}…`;
}

export type ReadText = { text: string; note: LedgerNote | null };

/**
 * A text of any length. Numbers and truth values become text; objects and lists do not.
 * @returns null for nothing: absent, null, empty or only spaces; `'odd'` for what is no text
 */
export function readText(value: Json | undefined): ReadText | 'odd' | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' || typeof value === 'boolean')
    return { text: String(value), note: 'not-text' };
  if (typeof value !== 'string') return 'odd';
  const { text, removed } = cleanText(value);
  if (text.trim() === '') return null;
  return { text, note: removed ? 'characters-removed' : null };
}

/** Text on one line without control characters, for titles and names. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\u0000-\u001f\u007f\s]+/gu, ' ').trim();
}

/** An id of the source: text or a whole number, short enough for an index. Null for anything else. */
export function readId(value: Json | undefined, limit = 300): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : null;
  if (typeof value !== 'string' || value === '' || value.length > limit) return null;
  return cleanText(value).removed ? null : value;
}
