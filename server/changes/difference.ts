import { packText } from '../domain/text-history.ts';

/** What an edit changes of a row: only the fields whose values differ, as they were and as they are now. */
export type Difference = { before: Record<string, unknown>; after: Record<string, unknown> };

/** Compares a row with the fields of an edit; null when nothing differs. Long texts become reverse patches. */
export function difference(
  row: Record<string, unknown>,
  edit: Record<string, unknown>,
): Difference | null {
  const before: Record<string, unknown> = {};
  const after: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(edit)) {
    if (value === undefined || same(row[field], value)) continue;
    const packed = packText(row[field], value);
    before[field] = packed.before;
    after[field] = packed.after;
  }
  return Object.keys(after).length === 0 ? null : { before, after };
}

function same(a: unknown, b: unknown): boolean {
  return (
    a === b ||
    (Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((value, index) => value === b[index]))
  );
}
