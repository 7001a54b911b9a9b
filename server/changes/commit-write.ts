import { sql } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { commit } from '../cache/commit.ts';
import type { Touch } from '../cache/commit.ts';
import { bug } from '../platform/bugs.ts';
import type { Runtime } from '../platform/runtime.ts';

/** Commits, then answers; a planted bug answers first. */
export function commitWrite<T>(
  runtime: Runtime,
  body: (db: Db, touch: Touch) => Promise<T>,
): Promise<T> {
  if (!bug('answer-before-commit')) return commit(runtime, [], body);
  return new Promise<T>((answer, refuse) => {
    commit(runtime, [], async (db, touch) => {
      answer(await body(db, touch));
      await db.execute(sql`SELECT pg_sleep(0.25)`);
    }).catch(refuse);
  });
}
