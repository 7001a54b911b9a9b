import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { plantBug } from '../platform/bugs.ts';
import { startRedis } from '../testing/redis.ts';
import type { TestRedis } from '../testing/redis.ts';
import { serveCached } from '../testing/serve-cached.ts';
import type { CachedServer } from '../testing/serve-cached.ts';
import { createWorld } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { createToken } from '../token/create-token.ts';

const kinds = ['tokens', 'sessions'] as const;
type Kind = (typeof kinds)[number];

let world: World;
let redis: TestRedis;
let servers: CachedServer[];

beforeAll(async () => {
  world = await createWorld();
  redis = await startRedis();
  const { db } = world.runtime;
  await db.execute(sql`CREATE TABLE written (id uuid, kind text)`);
  await db.execute(sql`CREATE FUNCTION note_use() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN INSERT INTO written VALUES (NEW.id, TG_TABLE_NAME); RETURN NULL; END'`);
  for (const kind of kinds)
    await db.execute(sql`CREATE TRIGGER note_use AFTER UPDATE OF last_used_at ON ${sql.identifier(kind)}
      FOR EACH ROW WHEN (NEW.last_used_at > coalesce(OLD.last_used_at, '-infinity'))
      EXECUTE FUNCTION note_use()`);
});
afterAll(async () => {
  await redis.remove();
  await world.close();
});

let aheadMs = 0;
beforeEach(async () => {
  const real = performance.now.bind(performance);
  aheadMs = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => real() + aheadMs);
  const { url: redisUrl } = redis;
  servers = [await serveCached(world, { redisUrl }), await serveCached(world, { redisUrl })];
});
afterEach(async () => {
  plantBug(null);
  await leave();
  vi.restoreAllMocks();
});

/** Ends both processes, once all that they do beside requests is done. */
async function leave(): Promise<void> {
  await Promise.all(servers.splice(0).map((server) => server.remove()));
}

/** A minute passes for the processes, by their own clocks; where `rows` for what is written in the rows too. */
async function minutePasses(id: string, { rows }: { rows: boolean }): Promise<void> {
  aheadMs += 61_000;
  if (!rows) return;
  for (const kind of kinds)
    await world.runtime.db.execute(sql`UPDATE ${sql.identifier(kind)}
      SET last_used_at = last_used_at - interval '61 seconds' WHERE id = ${id}`);
}

type Shown = { id: string; headers: Record<string, string> };

/** A new token or session, whose use was not written for more than a minute. */
async function shown(kind: Kind, person: Person): Promise<Shown> {
  if (kind === 'tokens') {
    const { token, secret } = await createToken(person.ctx(), { name: 'ci', scopes: ['read'] });
    return { id: token.id, headers: { authorization: `Bearer ${secret}` } };
  }
  const { sessionId: id } = person;
  await minutePasses(id, { rows: true });
  return { id, headers: { cookie: `cairn.session=${person.session}` } };
}

/** Uses it many times at both processes, alone and at once. */
async function use(headers: Record<string, string>): Promise<void> {
  const urls = servers.map(({ origin }) => `${origin}/api/trpc/task.listHot`);
  const ask = async (url = '') => expect((await fetch(url, { headers })).status).toBe(200);
  for (let time = 0; time < 5; time += 1) for (const url of urls) await ask(url);
  await Promise.all(Array.from({ length: 40 }, (_, nth) => ask(urls[nth % 2])));
}

/** How many statements that write a use each process has sent. */
const sent = () =>
  servers.map(
    ({ statements }) =>
      statements.filter((text) => /^update .*"last_used_at" =/i.test(text)).length,
  );

/** How often a row was written, once nothing is under way any more. */
async function written(id: string): Promise<number> {
  await leave();
  const found = await world.runtime.db.execute(sql`SELECT FROM written WHERE id = ${id}`);
  return found.rows.length;
}

test.each(kinds)('many uses of %s over two processes are one write a minute', async (kind) => {
  const { id, headers } = await shown(kind, await world.person());
  await use(headers);
  expect(sent()).toEqual([1, 1]);
  // The control: a minute later, and no sooner, each tries once more and one of them writes.
  await minutePasses(id, { rows: true });
  await use(headers);
  expect(sent()).toEqual([2, 2]);
  expect(await written(id)).toBe(2);
});

test.each(kinds)(
  '%s whose use another process wrote just now are left as they are',
  async (kind) => {
    const { id, headers } = await shown(kind, await world.person());
    await use(headers);
    await minutePasses(id, { rows: false });
    await use(headers);
    expect(sent()).toEqual([2, 2]);
    expect(await written(id)).toBe(1);
  },
);

test.each(kinds)('it catches a planted bug: each use of %s is written', async (kind) => {
  plantBug('each-use-written');
  const { headers } = await shown(kind, await world.person());
  await use(headers);
  for (const count of sent()) expect(count).toBeGreaterThan(1);
});
