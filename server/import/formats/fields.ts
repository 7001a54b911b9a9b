import type { JsonObject, Json } from './json-builder.ts';
import type { LedgerBook, Place } from './ledger.ts';
import { readInstant } from './instant.ts';
import type { LedgerNote } from '../schema.ts';
import { cutText, oneLine, readText } from './text.ts';

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list; nothing for what is no list. */
export function objectsOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A long text, counted as kept, changed or dropped; '' when there is none. */
export function textField(book: LedgerBook, place: Place, value: Json | undefined): string {
  const read = readText(value);
  if (read === null) return '';
  if (read === 'odd') {
    book.drop(place, 'not-text');
    return '';
  }
  book.keep(place, read.note);
  return read.text;
}

/** A name on one line of at most `limit` characters; '' when there is none. Counts nothing. */
export function nameOf(value: Json | undefined, limit: number): string {
  const read = readText(value);
  return read === null || read === 'odd' ? '' : cutText(oneLine(read.text), limit);
}

/** What the ledger says of a name that does not fit into so many characters. */
export function cutNote(value: Json | undefined, limit: number): LedgerNote | null {
  return nameOf(value, Infinity).length > limit ? 'cut' : null;
}

/** An instant, counted; null when there is none or it is no date. */
export function instantField(
  book: LedgerBook,
  place: Place,
  value: Json | undefined,
): string | null {
  if (value === undefined || value === null || value === '') return null;
  const at = readInstant(value);
  if (at === null) book.drop(place, 'not-a-date');
  else book.keep(place);
  return at;
}

export type Title = {
  title: string;
  /** The whole title again, when it had to be cut; it goes on top of the notes. */
  overflow: string | null;
};

/** A title on one line, never empty, counted. What does not fit goes into the notes. */
export function titleField(
  book: LedgerBook,
  place: Place,
  { value, untitled, limit }: { value: Json | undefined; untitled: string; limit: number },
): Title {
  const read = readText(value);
  const whole = read === null || read === 'odd' ? '' : oneLine(read.text);
  if (read === null || read === 'odd' || whole === '') {
    book.keep(place, 'untitled');
    return { title: untitled, overflow: null };
  }
  if (whole.length <= limit) {
    book.keep(place, read.note);
    return { title: whole, overflow: null };
  }
  book.keep(place, 'overflow-in-notes');
  return { title: cutText(whole, limit), overflow: whole };
}

/** Nothing worth counting: null, false, 0, '', and lists and objects that hold only such. */
export function isBlank(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === false || value === 0 || value === '')
    return true;
  if (Array.isArray(value)) return value.every(isBlank);
  return isObject(value) && Object.values(value).every(isBlank);
}

/** Counts as dropped every field that says something and that nobody asked for. */
export function dropOthers(
  book: LedgerBook,
  { entity, known }: { entity: string; known: ReadonlySet<string> },
  record: JsonObject,
): void {
  for (const [field, value] of Object.entries(record)) {
    if (!known.has(field) && !isBlank(value)) book.drop({ entity, field }, 'no-equivalent');
  }
}

/** Counts how many of so many things are kept, and that the others are over a limit. */
export function countKept(
  book: LedgerBook,
  place: Place,
  { count, most, note }: { count: number; most: number; note: LedgerNote | null },
): void {
  for (let n = 0; n < Math.min(count, most); n += 1) book.keep(place, note);
  book.drop(place, 'limit', Math.max(0, count - most));
}

/** A place in an order, or `otherwise` where the file gives none that can be compared. */
export function positionOf(value: Json | undefined, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
}
