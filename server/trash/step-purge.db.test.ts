import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { housekeeping } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { WriteCtx } from '../changes/write.ts';
import { createLabel } from '../label/create-label.ts';
import { deleteLabel } from '../label/delete-label.ts';
import { systemContext } from '../platform/context.ts';
import { createTask } from '../task/create-task.ts';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { seedTasks } from '../testing/seed.ts';
import { blankChanges } from './blank-changes.ts';
import { dropHanging } from './drop-hanging.ts';
import { dropTasks } from './drop-tasks.ts';
import { purgeTrash } from './purge-trash.ts';
import { settlePurges } from './settle-purges.ts';

const many = 1200;
let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
  const { workspaceId, projectId, owner } = stage;
  await seedTasks(stage.world.runtime.db, {
    workspaceId,
    projectId,
    userId: owner.userId,
    tasks: many,
  });
});
afterAll(() => stage.world.close());

/** One step of a purge in which there is no room for a second statement. */
const step = (body: (w: WriteCtx, hasRoom: () => boolean) => Promise<boolean>) => {
  const input = { workspaceId: stage.workspaceId };
  const options = { action: 'trash.purge', input, guard: housekeeping } as const;
  return write(systemContext(stage.world.runtime, null), options, (w) => body(w, () => false));
};
const count = async (what: ReturnType<typeof sql>) => {
  const found = await stage.world.runtime.db.execute<{ n: number }>(
    sql`SELECT count(*)::int AS n FROM ${what}`,
  );
  return found.rows[0]?.n;
};

it('a label that hangs on very many tasks comes off some at a time, and goes at the end', async () => {
  const { workspaceId, owner } = stage;
  const { id: labelId } = await createLabel(owner.ctx(), { workspaceId, name: 'L', colour: 'red' });
  await stage.world.runtime.db.execute(sql`
    INSERT INTO task_labels (workspace_id, task_id, label_id, due_sort, is_open)
    SELECT workspace_id, id, ${labelId}, due_sort, is_open FROM tasks WHERE workspace_id = ${workspaceId}`);
  const hung = () => count(sql`task_labels WHERE label_id = ${labelId}`);
  const which = { hanging: [['task_labels', 'label_id']], ids: [labelId] } as const;
  expect(await step((w, hasRoom) => dropHanging(w, which, hasRoom))).toBe(false);
  expect(await hung()).toBe(many - 500);
  await deleteLabel(owner.ctx(), { workspaceId, labelId });
  await purgeTrash(owner.ctx(), { workspaceId, entity: 'label', id: labelId as never });
  await settlePurges(stage.world.runtime);
  expect(await hung()).toBe(0);
  expect(await count(sql`labels WHERE id = ${labelId}`)).toBe(0);
});

it('a task with very many changes is blanked some at a time, and only then goes', async () => {
  const { workspaceId, projectId, owner } = stage;
  const { id: taskId } = await createTask(owner.ctx(), { workspaceId, projectId, title: 'Long' });
  await stage.world.runtime.db.execute(sql`
    INSERT INTO changes (workspace_id, seq, n, id, group_id, type, entity, entity_id, task_id, after)
    SELECT ${workspaceId}, 5000000 + n, 0, gen_random_uuid(), gen_random_uuid(), 'task.updated', 'task', ${taskId}, ${taskId}, '{"title": "Long"}'
    FROM generate_series(1, ${many}::int) n`);
  const said = () => count(sql`changes WHERE task_id = ${taskId} AND after <> '{}'`);
  const before = (await said()) ?? 0;
  expect(await step((w, hasRoom) => blankChanges(w, [taskId], hasRoom))).toBe(false);
  expect(await said()).toBe(before - 500);
  expect(await step((w, hasRoom) => dropTasks(w, [taskId], hasRoom))).toBe(false);
  expect(await count(sql`tasks WHERE id = ${taskId}`)).toBe(1);
  while (!(await step((w, hasRoom) => dropTasks(w, [taskId], hasRoom))));
  expect(await said()).toBe(0);
  expect(await count(sql`tasks WHERE id = ${taskId}`)).toBe(0);
});
