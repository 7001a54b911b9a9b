import { rounded } from '../result.ts';
import type { Figure } from '../result.ts';
import type { Stage } from '../stage.ts';
import { goList } from './start-go.ts';
import type { RedisServer } from './start-redis.ts';

/** The same 50 tasks as bytes, one lookup after another: read from Postgres, from Redis, from the process. */
export async function timeLookups(
  { pool, userId }: Stage,
  { redis: { client }, padding }: { redis: RedisServer; padding: number },
): Promise<Figure[]> {
  const text = goList(padding);
  const fromPostgres = async () => {
    const { rows } = await pool.query({ name: 'hot', text, values: [userId] });
    return Buffer.from(JSON.stringify(rows));
  };
  const bytes = await fromPostgres();
  await client.set('lookup', bytes);
  const held = new Map([[String(userId), bytes]]);
  let read = 0;
  const postgres = await each(1000, fromPostgres);
  const redis = await each(5000, () => client.getBuffer('lookup'));
  const from = performance.now();
  const lookups = 5_000_000;
  for (let n = 0; n < lookups; n += 1) read += held.get(String(userId))?.length ?? 0;
  const process = ((performance.now() - from) / lookups) * 1000;
  if (read !== lookups * bytes.length) throw new Error('a lookup in the process found nothing');
  const name = (place: string) => `one lookup of 50 tasks, ${place}`;
  const note = `${bytes.length} bytes, one after another`;
  return [
    { name: name('Postgres'), value: rounded(postgres, 1), unit: 'µs', note },
    { name: name('Redis'), value: rounded(redis, 1), unit: 'µs', note: times(postgres / redis) },
    {
      name: name('process'),
      value: rounded(process, 3),
      unit: 'µs',
      note: times(postgres / process),
    },
  ];
}

const times = (ratio: number) => `${Number(ratio.toPrecision(2))} times as quick as Postgres`;

async function each(count: number, lookup: () => Promise<unknown>): Promise<number> {
  for (let n = 0; n < 200; n += 1) await lookup();
  const from = performance.now();
  for (let n = 0; n < count; n += 1) await lookup();
  return ((performance.now() - from) / count) * 1000;
}
