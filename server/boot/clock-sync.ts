import type { Pool } from '../../db/client.ts';
import type { Clock } from '../platform/clock.ts';

const everyMs = 30_000;

/** Sets the clock by the database now and twice a minute, until the returned function is called. */
export async function keepTime(pool: Pool, clock: Clock): Promise<() => void> {
  const measure = async () => {
    const before = performance.now();
    const { rows } = await pool.query<{ now: Date }>('SELECT clock_timestamp() AS now');
    if (rows[0]) clock.measure(rows[0].now, before, performance.now());
  };
  await measure();
  // While the database is away the clock goes on from what was measured last.
  const timer = setInterval(() => void measure().catch(() => {}), everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
