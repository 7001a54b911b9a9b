import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { id, opId } from './ids.ts';
import type { Id, WorkspaceId } from './ids.ts';

/**
 * Text of one line: trimmed, not empty, without control characters and halves of surrogate pairs,
 * which Postgres cannot hold.
 */
export const line = (most: number) =>
  z
    .string()
    .transform((text) =>
      text
        .toWellFormed()
        .replace(/[\u0000-\u001f\u007f\s]+/gu, ' ')
        .trim(),
    )
    .pipe(
      z
        .string()
        .regex(/[^\p{Cf}\p{Z}]/u, 'must not be empty')
        .max(most, `must be at most ${most} characters`),
    );

/** Text of many lines, kept as written but for carriage returns, NUL characters and halves of surrogate pairs. */
export const prose = (most: number) =>
  z
    .string()
    .max(most, `must be at most ${most} characters`)
    .transform((text) => text.toWellFormed().replaceAll('\u0000', '').replace(/\r\n?/g, '\n'));

/** A calendar day, `YYYY-MM-DD`, between the years 1900 and 2999. */
export const day = z.iso
  .date('must be a day like 2026-11-24')
  .refine(
    (text) => text >= '1900-01-01' && text < '3000-01-01',
    'must lie between 1900-01-01 and 2999-12-31',
  );

/** A wall-clock time, `HH:MM`, 24 hours. */
export const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time like 09:30');

/** An instant between the years 1900 and 2999: ISO 8601 with an offset or Z. */
export const instantInput = z.iso
  .datetime({ offset: true, error: 'must be an instant like 2026-11-24T09:30:00Z' })
  .transform((text) => new Date(text).toISOString())
  .refine((iso) => iso >= '1900' && iso < '3000', 'must lie between the years 1900 and 2999');

/** An instant as answers give it and cursors bring it back; Postgres has no year 0. */
export const storedInstant = z.iso.datetime().refine((iso) => iso >= '0001');

/** True for a named zone that dues can be derived in; `+03:00` is no name, and other programs refuse it. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** An IANA time zone that this server knows. */
export const timeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'must be an IANA time zone like Europe/Moscow');

/** The version that a caller believes a thing to have. */
const expectedVersion = z.int().min(1).optional();

export const inWorkspace = { workspaceId: id<WorkspaceId>() };
export const writeFields = { opId: opId.optional() };
export const editFields = { expectedVersion, opId: opId.optional() };

/** A set of ids without repeats. */
export const idSet = <T extends Id<string>>(most: number) =>
  z
    .array(id<T>())
    .max(most)
    .transform((ids) => [...new Set(ids)]);

/** Where in an order something goes: right before or right after a sibling, else last. */
export const beside = <T extends Id<string>>() => ({
  before: id<T>().optional(),
  after: id<T>().optional(),
});

/** An id in an answer. */
export const outId = <T extends Id<string>>() => z.string().transform((text) => text as T);

/** The two fields of every keyset page. A cursor holds sort values, and order keys can grow long. */
export const pageFields = (most: number, usual: number) => ({
  limit: z.int().min(1).max(most).default(usual),
  cursor: z.string().max(4000).optional(),
});

/** `{ items, nextCursor }`: `nextCursor` is null on the last page. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });
