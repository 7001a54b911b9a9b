import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld } from '../testing/world.ts';
import type { World } from '../testing/world.ts';
import { closeAll } from './open-instance.ts';
import type { Instance, Opened } from './open-instance.ts';
import { openWork } from './work.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

test('whoever does the work ends what of a log is too old to be followed', async () => {
  const { workspaceId } = await world.person();
  const { db } = world.runtime;
  await db.execute(sql`UPDATE changes SET at = at - interval '91 days'`);
  const opened: Opened = [];
  await openWork({ runtime: world.runtime } as Instance, opened);
  await expect
    .poll(async () => {
      const { rows } = await db.execute<{ isMoved: boolean }>(
        sql`SELECT sync_floor_seq > 0 AS "isMoved" FROM workspaces WHERE id = ${workspaceId}`,
      );
      return rows[0]?.isMoved;
    })
    .toBe(true);
  await closeAll(opened);
});
