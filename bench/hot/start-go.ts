import type { Stage } from '../stage.ts';
import { steadyPort } from '../../server/testing/steady-port.ts';
import { startProgram } from './program.ts';
import type { Program } from './program.ts';
import type { RedisServer } from './start-redis.ts';

/**
 * SQL of the hot list as the Go server reads it: its eight columns, notes longer by `padding` so that both answer
 * as many bytes.
 */
export function goList(padding: number): string {
  return `SELECT t.id::text, t.title, t.notes || repeat('.', ${Math.max(0, padding)}), t.status::text, t.priority::int,
      t.due_at, t.created_at, t.updated_at
    FROM hot_tasks h JOIN tasks t ON t.workspace_id = h.workspace_id AND t.id = h.task_id
    WHERE h.user_id = $1::text::uuid AND t.is_open ORDER BY h.due_sort, h.due_time, h.task_id LIMIT 50`;
}

/** Starts the Go server over a stage's database, which it knows the stage's token of from Redis. */
export async function startGo(
  program: string,
  { stage, redis, padding }: { stage: Stage; redis: RedisServer; padding: number },
): Promise<Program> {
  const port = await steadyPort();
  await redis.client.set(`tok:${stage.token}`, stage.userId);
  await redis.client.del(`hot:${stage.userId}`);
  const env = {
    PORT: String(port),
    REDIS_ADDR: redis.address,
    DATABASE_URL: stage.databaseUrl,
    LIST_SQL: goList(padding),
  };
  const url = `http://127.0.0.1:${port}`;
  return startProgram([program], { env, url, ready: '/ping' });
}
