import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { explained } from '../testing/explain.ts';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { seedTasks } from '../testing/seed.ts';
import { getProject } from './get-project.ts';
import { openCounts } from './rows.ts';

const tasks = 20_000;
let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
  const { world, workspaceId, projectId, owner } = stage;
  await seedTasks(world.runtime.db, { workspaceId, projectId, userId: owner.userId, tasks });
  // Pages that a vacuum elsewhere holds are left out: only once all are visible does an index stand for them.
  await vi.waitFor(
    async () => {
      await world.runtime.db.execute(sql`VACUUM ANALYZE tasks`);
      const { rows } = await world.runtime.db.execute<{ whole: boolean }>(
        sql`SELECT relallvisible >= relpages AS whole FROM pg_class WHERE oid = 'tasks'::regclass`,
      );
      expect(rows).toEqual([{ whole: true }]);
    },
    { timeout: 60_000, interval: 500 },
  );
}, 120_000);
afterAll(() => stage.world.close());

test('the open tasks of a project are counted without a look at those of others', async () => {
  const { owner, workspaceId } = stage;
  const plan = await explained(owner.ctx(), (ctx) =>
    getProject(ctx, { workspaceId, projectId: owner.inboxId }),
  );
  expect(plan.rowsRead, JSON.stringify(plan)).toBeLessThan(100);
});

test('the open tasks of all projects are counted within one index', async () => {
  const found = await stage.world.runtime.db.execute<{ 'QUERY PLAN': string }>(
    sql`EXPLAIN SELECT * FROM ${openCounts(stage.workspaceId)} counts`,
  );
  const plan = found.rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('Index Only Scan using tasks_open');
  expect(plan).not.toContain('Seq Scan on tasks');
});
