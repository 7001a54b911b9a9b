import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { updateAccount } from '../account/update-account.ts';
import { mostRefreshed } from '../changes/reminders.ts';
import { plantBug } from '../platform/bugs.ts';
import { createTask } from '../task/create-task.ts';
import { createWorld } from '../testing/world.ts';
import type { World } from '../testing/world.ts';
import { deliverReminders } from './deliver-reminders.ts';
import { keepDeliveringReminders } from './keep-delivering-reminders.ts';
import { refreshPending } from './refresh-pending.ts';
import { scene } from './testing/reminding.ts';
import type { Scene } from './testing/reminding.ts';

const many = 2 * mostRefreshed + 100;

let world: World;
let ada: Scene;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  ada = await scene(world);
});
afterEach(async () => {
  plantBug(null);
  await world.runtime.db.execute(sql`DELETE FROM reminder_refreshes`);
  await world.runtime.db.execute(sql`UPDATE reminders SET deliver_at = NULL`);
});

/** More floating reminders than are worked out at once, at a time on the wall of UTC, where their person is. */
async function float(at: ReturnType<typeof sql>): Promise<void> {
  const { workspaceId, userId } = ada.person;
  const { id: taskId } = await createTask(ada.person.ctx(), { workspaceId, title: 'Water' });
  await world.runtime.db.execute(sql`
    INSERT INTO reminders (workspace_id, id, task_id, user_id, kind, local_day, local_time, remind_at, deliver_at)
    SELECT ${workspaceId}, gen_random_uuid(), ${taskId}, ${userId}, 'local', wall::date, wall::time, wall AT TIME ZONE 'UTC', wall AT TIME ZONE 'UTC'
    FROM generate_series(1, ${many}), date_trunc('minute', ${at}) wall`);
  await world.runtime.db.execute(sql`ANALYZE reminders`);
}
const farOff = sql`timestamp '2090-01-10 09:00'`;
const justNow = sql`now() AT TIME ZONE 'UTC'`;

const move = (timeZone: string) => updateAccount(ada.person.ctx(), { set: { timeZone } });
const refresh = () => refreshPending(world.runtime);
const deliver = () => deliverReminders(world.runtime);

/** How many of the person's reminders go off at each hour of the day in UTC. */
async function hours(): Promise<Record<string, number>> {
  const { rows } = await world.runtime.db.execute<{ at: string; n: number }>(sql`
    SELECT to_char(deliver_at AT TIME ZONE 'UTC', 'HH24:MI') AS at, count(*)::int AS n
    FROM reminders WHERE user_id = ${ada.person.userId} GROUP BY 1 ORDER BY 1`);
  return Object.fromEntries(rows.map(({ at, n }) => [at, n]));
}

async function toldCount(): Promise<number> {
  const { rows } = await world.runtime.db.execute<{ n: number }>(
    sql`SELECT count(*)::int AS n FROM notifications WHERE user_id = ${ada.person.userId}`,
  );
  return rows[0]?.n ?? 0;
}

/** Runs with a trigger on each statement that changes reminders. */
async function watched(does: ReturnType<typeof sql>, body: () => Promise<unknown>): Promise<void> {
  const { db } = world.runtime;
  await db.execute(sql`CREATE TABLE planted_counts (n int)`);
  await db.execute(sql`CREATE FUNCTION planted_watch() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN ${does}; RETURN NULL; END $$`);
  await db.execute(sql`CREATE TRIGGER planted_watch AFTER UPDATE ON reminders
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION planted_watch()`);
  try {
    await body();
  } finally {
    await db.execute(sql`DROP TRIGGER planted_watch ON reminders`);
    await db.execute(sql`DROP FUNCTION planted_watch`);
    await db.execute(sql`DROP TABLE planted_counts`);
  }
}

describe('another zone of a person with many reminders', () => {
  test('is worked out some at a time, and all of it', async () => {
    await float(farOff);
    await watched(sql`INSERT INTO planted_counts SELECT count(*) FROM changed`, async () => {
      await move('Asia/Tokyo');
      expect(await hours()).toEqual({ '00:00': mostRefreshed, '09:00': many - mostRefreshed });
      await refresh();
      expect(await hours()).toEqual({ '00:00': many });
      const counts = await world.runtime.db.execute(sql`SELECT n FROM planted_counts`);
      expect(counts.rows).toEqual([{ n: mostRefreshed }, { n: mostRefreshed }, { n: 100 }]);
    });
  });

  test('planted: a rest that nobody is told of is seen', async () => {
    await float(farOff);
    plantBug('refresh-mark-lost');
    await move('Asia/Tokyo');
    await refresh();
    expect(await hours()).toMatchObject({ '09:00': many - mostRefreshed });
  });

  test('is worked out by the worker by itself, and by several at once', async () => {
    await float(farOff);
    await move('Asia/Tokyo');
    const stops = [1, 2, 3].map(() => keepDeliveringReminders(world.runtime));
    await expect.poll(hours).toEqual({ '00:00': many });
    await Promise.all(stops.map((stop) => stop()));
  });

  test('goes on where it ended, and nothing of a part that failed stays', async () => {
    await float(farOff);
    await move('Asia/Tokyo');
    let parts = 0;
    await refreshPending(world.runtime, () => (parts += 1) > 1);
    expect(await hours()).toMatchObject({ '00:00': 2 * mostRefreshed });
    await watched(sql`RAISE EXCEPTION 'planted end'`, async () => {
      await expect(refresh()).rejects.toThrow();
    });
    expect(await hours()).toMatchObject({ '00:00': 2 * mostRefreshed });
    await refresh();
    expect(await hours()).toEqual({ '00:00': many });
  });

  test('begins anew with yet another zone', async () => {
    await float(farOff);
    await move('Asia/Tokyo');
    let parts = 0;
    await refreshPending(world.runtime, () => (parts += 1) > 1);
    await move('Asia/Kathmandu');
    expect(await hours()).toMatchObject({ '03:15': mostRefreshed, '00:00': mostRefreshed });
    await refresh();
    expect(await hours()).toEqual({ '03:15': many });
  });

  /** They are due in UTC, and some hours later in the zone into which their person goes. */
  async function toldAfterMove(): Promise<number> {
    await float(justNow);
    await move('Pacific/Honolulu');
    await deliver();
    return toldCount();
  }

  test('lets nothing go off at the time of before, however much is still to be worked out', async () => {
    expect(await toldAfterMove()).toBe(0);
    await refresh();
    await deliver();
    expect(await toldCount()).toBe(0);
  });

  test('planted: what is told at the time of before is seen', async () => {
    plantBug('told-while-refreshed');
    expect(await toldAfterMove()).toBe(many - mostRefreshed);
  });

  test('lets go off what is past there, once each', async () => {
    await float(sql`${justNow} + interval '2 hours'`);
    await move('Pacific/Auckland');
    await refresh();
    await deliver();
    await deliver();
    expect(await toldCount()).toBe(many);
  });
});

test('quiet hours that end early let go all that they held', async () => {
  const { rows } = await world.runtime.db.execute<{ from: string; to: string }>(sql`
    SELECT to_char(now() AT TIME ZONE 'UTC' - interval '1 hour', 'HH24:MI') AS "from",
      to_char(now() AT TIME ZONE 'UTC' + interval '1 hour', 'HH24:MI') AS "to"`);
  const { from: quietFrom = '', to: quietTo = '' } = rows[0] ?? {};
  await updateAccount(ada.person.ctx(), { set: { quietFrom, quietTo } });
  await float(justNow);
  await deliver();
  expect(await toldCount()).toBe(0);
  await updateAccount(ada.person.ctx(), { set: { quietFrom: null, quietTo: null } });
  await refresh();
  await deliver();
  expect(await toldCount()).toBe(many);
});
