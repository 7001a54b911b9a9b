import { sql } from 'drizzle-orm';
import type { Runtime } from '../platform/runtime.ts';

const keptDays = 90;
const atOnce = 2000;

/** Forgets answers that are older than any client would ask for again, some at a time. */
export async function forgetAnswers(runtime: Runtime): Promise<void> {
  for (let forgotten = atOnce; forgotten === atOnce;) {
    const { rowCount } = await runtime.db.execute(sql`
      DELETE FROM op_results WHERE (user_id, op_id) IN (
        SELECT user_id, op_id FROM op_results WHERE created_at < now() - ${keptDays} * interval '1 day' LIMIT ${atOnce})`);
    forgotten = rowCount ?? 0;
  }
}
