import type * as z from 'zod';
import { badField } from './errors.ts';

/** One page of a list: `nextCursor` is null on the last. */
export type Page<T> = { items: T[]; nextCursor: string | null };

/** A cursor is opaque to callers: the sort values of the last row read. */
export function encodeCursor(values: unknown): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** Reads a cursor back; one that was made for another list is an error that names the field. */
export function decodeCursor<T>(cursor: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (cause) {
    throw badField(['cursor'], 'is not a cursor of this list. Start again without it.', cause);
  }
}
