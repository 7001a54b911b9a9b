import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import * as z from 'zod';
import { isoInstant } from '../../db/columns.ts';
import { storedInstant } from '../domain/fields.ts';
import { decodeCursor } from '../platform/page.ts';
import type { ListRange } from './choose-list-range.ts';
import type { TaskSort } from './schema.ts';

const postgresDay = z.iso.date().refine((day) => day >= '0001');
const instantKey = z.string().transform(isoInstant).pipe(storedInstant);

/** What each sort's key is in a cursor and in SQL. Cursors come from callers: Postgres must never be the one to refuse. */
const keys: Record<TaskSort, { shape: z.ZodType<string>; type: SQL }> = {
  order: { shape: z.string().regex(/^[0-9A-Za-z]+$/), type: sql`text COLLATE "C"` },
  due: { shape: z.literal('infinity').or(postgresDay), type: sql`date` },
  created: { shape: instantKey, type: sql`timestamptz` },
  updated: { shape: instantKey, type: sql`timestamptz` },
};

/** SQL: the rows of the range after the cursor. Cursors of another sort are refused. */
export function continueListRange(range: ListRange, cursor: string | undefined): SQL[] {
  if (cursor === undefined) return [];
  const { shape, type } = keys[range.sort];
  const [, key, id] = decodeCursor(cursor, z.tuple([z.literal(range.sort), shape, z.uuid()]));
  return [sql`(${range.key}, ${range.taskId}) > (${key}::${type}, ${id}::uuid)`];
}
