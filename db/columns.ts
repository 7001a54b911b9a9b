import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { customType, uuid } from 'drizzle-orm/pg-core';
import type { Id, WorkspaceId } from '../server/domain/ids.ts';

/** An instant on the wire: ISO 8601 in UTC with milliseconds. */
export type Instant = string;

/** Turns Postgres's `2026-11-24 03:00:00.12+00` (session zone UTC) into ISO 8601 with milliseconds. */
export function isoInstant(text: string): Instant {
  if (!text.includes(' ')) return text;
  const [day, rest] = text.split(' ') as [string, string];
  const [time, fraction = ''] = rest.replace(/[+-]00(:00)?$/, '').split('.') as [string, string?];
  return `${day}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}Z`;
}

/** SQL: an instant as answers have it, ISO with milliseconds; null where it is null. Sessions are in UTC. */
export const instantText = (column: SQL): SQL =>
  sql`to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

export const instant = customType<{ data: Instant; driverData: string }>({
  dataType: () => 'timestamp (3) with time zone',
  fromDriver: isoInstant,
});

/** A wall-clock time, `HH:MM`. */
export const wallTime = customType<{ data: string; driverData: string }>({
  dataType: () => 'time (0)',
  fromDriver: (text) => text.slice(0, 5),
});

/** A fractional index. Byte order, or JavaScript and Postgres disagree about what comes first. */
export const orderKey = customType<{ data: string; driverData: string }>({
  dataType: () => 'text COLLATE "C"',
});

export const tsvector = customType<{ data: string; driverData: string }>({
  dataType: () => 'tsvector',
});

export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });

export const idColumn = <T extends Id<string>>(name: string) => uuid(name).$type<T>();

export const tenant = () => idColumn<WorkspaceId>('workspace_id').notNull();

export const createdAt = () =>
  instant('created_at')
    .notNull()
    .default(sql`now()`);
export const updatedAt = () =>
  instant('updated_at')
    .notNull()
    .default(sql`now()`);
