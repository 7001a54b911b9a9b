import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDb, createPool } from '../../db/client.ts';
import type { Pool } from '../../db/client.ts';
import { proveMember } from '../auth/membership.ts';
import type { WriteCtx } from '../changes/write.ts';
import { createLabel } from '../label/create-label.ts';
import { deleteLabel } from '../label/delete-label.ts';
import type { Ctx } from '../platform/context.ts';
import { createTask } from '../task/create-task.ts';
import { deleteTask } from '../task/delete-task.ts';
import { explained } from '../testing/explain.ts';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { seedTasks } from '../testing/seed.ts';
import { recordStatements } from '../testing/statements.ts';
import { countTrash } from './count-trash.ts';
import { emptyTrash } from './empty-trash.ts';
import { getTrashPlace } from './get-trash-place.ts';
import { keepPurging } from './keep-purging.ts';
import { listTrash } from './list-trash.ts';
import { listTrashForUpdate } from './scope.ts';
import { settlePurges } from './settle-purges.ts';

const many = 2400;
let stage: Stage;
let pool: Pool;
/** Every statement that was sent, in order. */
let statements: string[];

/** As many deleted tasks as a large trash has, deleted by the owner one after another. */
async function fill(): Promise<void> {
  const { workspaceId, projectId, owner, world } = stage;
  const { db } = world.runtime;
  await seedTasks(db, { workspaceId, projectId, userId: owner.userId, tasks: many });
  await db.execute(sql`
    UPDATE tasks SET deleted_at = now() - number * interval '1 second' WHERE workspace_id = ${workspaceId}`);
  await db.execute(sql`
    INSERT INTO changes (workspace_id, seq, n, id, group_id, actor_id, type, entity, entity_id, task_id, project_id)
    SELECT workspace_id, 1000000 + number, 0, gen_random_uuid(), gen_random_uuid(), ${owner.userId}, 'task.deleted', 'task', id, id, project_id
    FROM tasks WHERE workspace_id = ${workspaceId}`);
  await db.execute(sql`UPDATE workspaces SET seq = 2000000 WHERE id = ${workspaceId}`);
  await db.execute(sql`ANALYZE`);
}

beforeAll(async () => {
  stage = await createStage();
  await fill();
  pool = createPool(stage.world.database.url, { max: 2 });
  statements = recordStatements(pool);
});
afterAll(async () => {
  await pool.end();
  await stage.world.close();
});

/** The owner, with every statement written down. */
function counted(): Ctx {
  const ctx = stage.owner.ctx();
  const db = createDb(pool);
  return { ...ctx, db, runtime: { ...ctx.runtime, pool, db } };
}

const sent = (what: RegExp) => statements.filter((text) => what.test(text)).length;

describe('a large trash', () => {
  it('is counted as far as the newest thousand, and says so', async () => {
    const { workspaceId, owner } = stage;
    const page = await listTrash(owner.ctx(), { workspaceId, limit: 50 });
    expect(page).toMatchObject({ purgeable: 1000, countedAll: false });
    const member = await proveMember(owner.ctx(), workspaceId, 'trash.list');
    const plan = await explained(owner.ctx(), (ctx) => countTrash(ctx, member));
    expect(plan.rowsRead).toBeLessThan(5 * 1000);
    // The control: what is counted without an end reads more than that.
    const whole = await explained(owner.ctx(), (ctx) =>
      listTrashForUpdate({ ...ctx, member } as WriteCtx, { part: {}, most: many }),
    );
    expect(whole.rowsRead).toBeGreaterThan(5 * 1000);
  });

  it('is read for emptying a part at a time, each row once', async () => {
    const { workspaceId, owner } = stage;
    const member = await proveMember(owner.ctx(), workspaceId, 'trash.empty');
    const after = await getTrashPlace(owner.ctx(), member, { part: {}, most: 500 });
    const through = await getTrashPlace(owner.ctx(), member, { part: { after }, most: 100 });
    const part = { after, through };
    let found = 0;
    const plan = await explained(owner.ctx(), async (ctx) => {
      const w = { ...ctx, member } as WriteCtx;
      found = (await listTrashForUpdate(w, { part, most: 500 })).length;
    });
    expect(found).toBe(100);
    expect(plan.rowsRead).toBeLessThan(6 * 100);
  });

  it('is emptied in as many statements as it has parts, and removed many at once', async () => {
    const { workspaceId, projectId, owner, world } = stage;
    const { id: labelId } = await createLabel(owner.ctx(), {
      workspaceId,
      name: 'L',
      colour: 'red',
    });
    await deleteLabel(owner.ctx(), { workspaceId, labelId });
    const { id: taskId } = await createTask(owner.ctx(), { workspaceId, projectId, title: 'Top' });
    await createTask(owner.ctx(), { workspaceId, parentId: taskId, title: 'Below' });
    await deleteTask(owner.ctx(), { workspaceId, taskId });
    const ctx = counted();
    statements.length = 0;
    expect(await emptyTrash(ctx, { workspaceId })).toEqual({ purged: many + 2 });
    await settlePurges(ctx.runtime);
    const parts = Math.ceil((many + 2) / 100);
    expect(sent(/LEFT JOIN LATERAL/)).toBeLessThanOrEqual(parts);
    expect(sent(/UPDATE "tasks" SET purging_at/)).toBeLessThanOrEqual(parts);
    expect(sent(/DELETE FROM tasks/)).toBeLessThan(many / 10);
    const left = await world.runtime.db.execute(sql`
      SELECT id FROM tasks WHERE workspace_id = ${workspaceId} UNION ALL SELECT id FROM labels WHERE id = ${labelId}`);
    expect(left.rows).toEqual([]);
    const page = await listTrash(owner.ctx(), { workspaceId, limit: 50 });
    expect(page).toMatchObject({ items: [], purgeable: 0, countedAll: true });
  });

  it('loses all but what refuses, and that too once it refuses no more', async () => {
    const { workspaceId, projectId, owner, world } = stage;
    const { db } = world.runtime;
    const titles = Array.from({ length: 8 }, (_, n) => (n === 3 ? 'Stubborn' : `Task ${n}`));
    for (const title of titles) {
      const { id: taskId } = await createTask(owner.ctx(), { workspaceId, projectId, title });
      await deleteTask(owner.ctx(), { workspaceId, taskId });
    }
    await db.execute(sql`CREATE FUNCTION planted_refusal() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN IF OLD.title = 'Stubborn' THEN RAISE EXCEPTION 'planted'; END IF; RETURN OLD; END $$`);
    await db.execute(
      sql`CREATE TRIGGER planted BEFORE DELETE ON tasks FOR EACH ROW EXECUTE FUNCTION planted_refusal()`,
    );
    await emptyTrash(owner.ctx(), { workspaceId });
    await settlePurges(world.runtime);
    const left = async () =>
      (await db.execute(sql`SELECT title FROM tasks WHERE workspace_id = ${workspaceId}`)).rows;
    expect(await left()).toEqual([{ title: 'Stubborn' }]);
    await db.execute(sql`DROP TRIGGER planted ON tasks`);
    keepPurging(world.runtime);
    await settlePurges(world.runtime);
    expect(await left()).toEqual([]);
  });
});
