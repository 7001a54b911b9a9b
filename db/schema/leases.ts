import { sql } from 'drizzle-orm';
import { boolean, check, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from '../columns.ts';

/**
 * Under which generation the cache may be used, and on which Redis masters. One row; `db/cache-lease.ts` says how it
 * is read and changed.
 */
export const cacheLeases = pgTable(
  'cache_leases',
  {
    one: integer('one').primaryKey().default(1),
    /** Random, part of every key: what was kept under another one cannot be reached. */
    generation: text('generation').notNull(),
    enabled: boolean('enabled').notNull(),
    /** `run_id:replication id` of each master that holds marks of this generation. */
    masters: text('masters').array().notNull(),
    /** Which Postgres this was said of: its start, its timeline, the epoch of its data. */
    anchor: text('anchor').notNull(),
    /** Times in a row that it had to be disabled: the next try waits longer. */
    failures: integer('failures').notNull().default(0),
    changedAt: instant('changed_at')
      .notNull()
      .default(sql`now()`),
  },
  (t) => [check('cache_leases_one', sql`${t.one} = 1`)],
);
