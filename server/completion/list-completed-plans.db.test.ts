import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { explained, explainedInGeneral } from '../testing/explain.ts';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { seedTasks } from '../testing/seed.ts';
import type { Person } from '../testing/world.ts';
import { listCompleted } from './list-completed.ts';

const tasks = 60_000;
let stage: Stage;
let mate: Person;
afterAll(() => stage.world.close());

describe(`in a log of ${tasks} tasks that were done`, () => {
  beforeAll(async () => {
    stage = await createStage();
    const { workspaceId, projectId, owner, world } = stage;
    mate = await world.person('Mate');
    await world.join(workspaceId, mate, 'member');
    await seedTasks(world.runtime.db, {
      workspaceId,
      projectId,
      userId: owner.userId,
      tasks,
    });
    await world.runtime.db.execute(sql`
      INSERT INTO changes (workspace_id, seq, n, id, group_id, at, actor_id, type, entity, entity_id, task_id, project_id, before, after)
      SELECT workspace_id, 1000000 + number, 0, gen_random_uuid(), gen_random_uuid(), completed_at,
        (CASE WHEN number % 100 = 1 THEN ${mate.userId} ELSE ${owner.userId} END)::uuid, 'task.completed', 'task', id, id, project_id,
        '{"status": "open", "completedAt": null}'::jsonb, jsonb_build_object('status', 'done')
      FROM tasks WHERE workspace_id = ${workspaceId} AND status = 'done'`);
    await world.runtime.db.execute(sql`ANALYZE changes`);
  }, 240_000);

  test.each([
    ['everybody’s', 'changes_completed', {}],
    ['one’s own', 'changes_completed_by', { by: true }],
  ] as const)(
    'a page of %s is one index range: %s',
    async (_, index, { by = false }: { by?: boolean }) => {
      const input = { workspaceId: stage.workspaceId, limit: 50, ...(by && { by: mate.userId }) };
      const { nextCursor } = await listCompleted(mate.ctx(), input);
      for (const cursor of [undefined, nextCursor ?? ''])
        for (const planned of [explained, explainedInGeneral]) {
          const plan = await planned(mate.ctx(), (ctx) => listCompleted(ctx, { ...input, cursor }));
          expect(plan.indexes, JSON.stringify(plan)).toContain(index);
          expect(plan.seqScans.filter((table) => /^(tasks|changes)$/.test(table))).toEqual([]);
          expect(plan.sorted, JSON.stringify(plan)).toBeLessThan(5);
          // Of each row its place and its change, the task, and three times the few projects that there are.
          expect(plan.rowsRead, JSON.stringify(plan)).toBeLessThan(51 * 30);
        }
    },
  );

  test('what was all taken back is read fifty times the page, then given a cursor', async () => {
    const { workspaceId } = stage;
    await stage.world.runtime.db.execute(sql`
      UPDATE tasks SET completed_at = completed_at + interval '1 hour' WHERE status = 'done'`);
    const input = { workspaceId, limit: 10 };
    const page = await listCompleted(mate.ctx(), input);
    expect(page).toMatchObject({ items: [], nextCursor: expect.any(String) });
    const plan = await explained(mate.ctx(), (ctx) => listCompleted(ctx, input));
    expect(plan.rowsRead).toBeLessThan(50 * 10 * 12);
  });

  test('the control: without its index a page is seen to read too much', async () => {
    await stage.world.runtime.db.execute(sql`DROP INDEX changes_completed`);
    const plan = await explained(mate.ctx(), (ctx) =>
      listCompleted(ctx, { workspaceId: stage.workspaceId, limit: 50 }),
    );
    expect(plan.indexes).not.toContain('changes_completed');
  });
});
