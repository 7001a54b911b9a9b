import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { GroupId, OpId, TaskId } from '../domain/ids.ts';
import { createProject } from '../project/create-project.ts';
import { createTask } from '../task/create-task.ts';
import { moveTask } from '../task/move-task.ts';
import { updateTask } from '../task/update-task.ts';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { snapshot } from '../testing/snapshot.ts';
import { testId } from '../testing/world.ts';
import { undoChange } from './undo-change.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.world.close());

const db = () => stage.world.runtime.db;

const count = async (query: ReturnType<typeof sql>) =>
  (await db().execute<{ n: number }>(sql`SELECT count(*)::int AS n FROM ${query}`)).rows[0]?.n;

/** Two transactions of one group: 60 tasks are made, then each gets another title, so both touch the same fields. */
async function makeGroup(): Promise<GroupId> {
  const groupId = testId<GroupId>();
  const { workspaceId, projectId } = stage;
  const ids = Array.from({ length: 60 }, () => testId<TaskId>());
  const options = { action: 'task.bulk', input: stage, guard: membership, groupId } as const;
  await write(stage.owner.ctx(), options, async (w) => {
    for (const id of ids) await createTask(w, { workspaceId, projectId, id, title: 'Made' });
  });
  await write(stage.owner.ctx(), options, async (w) => {
    for (const taskId of ids) {
      await updateTask(w, { workspaceId, taskId, set: { title: 'Named' }, add: {}, remove: {} });
    }
  });
  return groupId;
}

/** Makes the remembering of one answer fail: what a crash before the last part looks like afterwards. */
async function failingFor(opId: OpId, body: () => Promise<void>): Promise<void> {
  await db()
    .execute(sql`CREATE OR REPLACE FUNCTION planted_failure() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'planted failure'; END $$`);
  await db().execute(
    sql.raw(`CREATE TRIGGER planted BEFORE INSERT ON op_results
    FOR EACH ROW WHEN (NEW.op_id = '${opId}') EXECUTE FUNCTION planted_failure()`),
  );
  await body();
  await db().execute(sql`DROP TRIGGER planted ON op_results`);
}

it('of more than 100 changes is several transactions of one group, safe to repeat after a crash between them', async () => {
  const group = await makeGroup();
  const opId = testId<OpId>();
  const input = { workspaceId: stage.workspaceId, groupId: group, dryRun: false, opId };
  const before = await snapshot(db());
  const dry = await undoChange(stage.owner.ctx(), { ...input, opId: undefined, dryRun: true });
  expect(await snapshot(db())).toEqual(before);

  await failingFor(opId, async () => {
    await expect(undoChange(stage.owner.ctx(), input)).rejects.toThrow();
  });
  expect(await count(sql`changes WHERE group_id = ${opId}`)).toBe(100);

  const answer = await undoChange(stage.owner.ctx(), input);
  expect(answer.change).toEqual({ groupId: opId });
  expect(answer.skipped).toEqual([]);
  expect(answer.applied).toHaveLength(120);
  expect(dry).toEqual({ ...answer, change: null, names: expect.any(Object) });
  expect(await count(sql`changes WHERE group_id = ${opId}`)).toBe(120);
  expect(await count(sql`tasks WHERE deleted_at IS NULL`)).toBe(0);

  const after = await snapshot(db());
  expect(await undoChange(stage.owner.ctx(), input)).toEqual(answer);
  expect(await snapshot(db())).toEqual(after);
  const reused = undoChange(stage.owner.ctx(), { ...input, groupId: testId<GroupId>() });
  await expect(reused).rejects.toMatchObject({ code: 'BAD_REQUEST', issues: [{ path: ['opId'] }] });

  const redone = await undoChange(stage.owner.ctx(), {
    workspaceId: stage.workspaceId,
    groupId: opId as string as GroupId,
    dryRun: false,
  });
  expect(redone.skipped).toEqual([]);
  expect(await count(sql`tasks WHERE deleted_at IS NULL AND title = 'Named'`)).toBe(60);
});

it('takes more transactions where a moved task has got more below it since', async () => {
  const { owner, workspaceId, projectId } = stage;
  const made = { workspaceId, name: 'Other', colour: 'grey', private: false } as const;
  const other = await createProject(owner.ctx(), made);
  const roots = [
    await createTask(owner.ctx(), { workspaceId, projectId, title: 'Root' }),
    await createTask(owner.ctx(), { workspaceId, projectId, title: 'Root' }),
  ];
  const groupId = testId<GroupId>();
  const options = { action: 'task.bulk', input: stage, guard: membership, groupId } as const;
  await write(owner.ctx(), options, async (w) => {
    for (const { id: taskId } of roots) {
      await moveTask(w, { workspaceId, taskId, projectId: other.id });
    }
  });
  for (const root of roots) {
    await db().execute(sql`
      INSERT INTO tasks (workspace_id, id, project_id, parent_id, number, title, title_folded, "order", search)
      SELECT ${workspaceId}, gen_random_uuid(), ${other.id}, ${root.id}, p.next_number + n, 'x', 'x', 'a' || n, ''
      FROM projects p, generate_series(1, 299) n WHERE p.id = ${other.id}`);
    await db().execute(
      sql`UPDATE projects SET next_number = next_number + 300 WHERE id = ${other.id}`,
    );
  }
  const answer = await undoChange(owner.ctx(), { workspaceId, groupId, dryRun: false });
  expect(answer.skipped).toEqual([]);
  expect(await count(sql`tasks WHERE project_id = ${other.id}`)).toBe(0);
  expect(await count(sql`changes WHERE group_id = ${answer.change?.groupId ?? null}`)).toBe(600);
});
