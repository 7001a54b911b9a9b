import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createProject } from '../server/project/create-project.ts';
import { createSection } from '../server/section/create-section.ts';
import { createTask } from '../server/task/create-task.ts';
import { createStage } from '../server/testing/five-tests.ts';
import type { Stage } from '../server/testing/five-tests.ts';
import { testId } from '../server/testing/world.ts';
import { constraintOf } from '../server/domain/postgres-error.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.world.close());

const make = async (where: object = { projectId: stage.projectId }) => {
  const { owner, workspaceId } = stage;
  return (await createTask(owner.ctx(), { workspaceId, title: 'Task', ...where })).id;
};

/** The constraint that refuses an edit of a task; undefined where none does. */
async function refusing(taskId: string, set: SQL): Promise<string | undefined> {
  const edit = stage.world.runtime.db.execute(sql`UPDATE tasks SET ${set} WHERE id = ${taskId}`);
  return edit.then(() => undefined, constraintOf);
}

test('Postgres refuses a due, a priority or a series that cannot be', async () => {
  const id = await make();
  const day = sql`due_on = '2027-01-01'`;
  const time = sql`${day}, due_time = '09:30'`;
  const zone = sql`${time}, time_zone = 'Europe/Moscow'`;
  const wrong = [
    [sql`priority = 4`, 'tasks_priority_range'],
    [sql`priority = -1`, 'tasks_priority_range'],
    [sql`due_time = '09:30'`, 'tasks_due_day'],
    [sql`${day}, time_zone = 'Europe/Moscow'`, 'tasks_due_zone'],
    [zone, 'tasks_due_instant'],
    [sql`${time}, due_at = now()`, 'tasks_due_instant'],
    [sql`${day}, rrule = 'FREQ=DAILY'`, 'tasks_series_zone'],
  ] as const;
  for (const [set, name] of wrong) expect(await refusing(id, set)).toBe(name);
  expect(await refusing(id, sql`${zone}, due_at = now(), priority = 3`)).toBeUndefined();
  const series = sql`${day}, due_time = null, due_at = null, rrule = 'FREQ=DAILY'`;
  expect(await refusing(id, series)).toBeUndefined();
});

test('Postgres refuses a subtask in a section, and what is of elsewhere', async () => {
  const { owner, stranger, workspaceId, projectId } = stage;
  const made = { workspaceId, name: 'Other', colour: 'grey', private: false } as const;
  const { id: other } = await createProject(owner.ctx(), made);
  const section = async (at: typeof projectId) =>
    (await createSection(owner.ctx(), { workspaceId, projectId: at, name: 'S' })).id;
  const [id, parent] = [await make(), await make()];
  const child = await make({ parentId: parent });
  const far = await make({ projectId: other });
  expect(await refusing(id, sql`parent_id = ${far}`)).toBe('tasks_parent');
  expect(await refusing(id, sql`section_id = ${await section(other)}`)).toBe('tasks_section');
  const own = sql`section_id = ${await section(projectId)}`;
  expect(await refusing(child, own)).toBe('tasks_subtask_place');
  expect(await refusing(id, own)).toBeUndefined();

  const { db } = stage.world.runtime;
  await db.execute(sql`
    INSERT INTO labels (workspace_id, id, name, name_folded, colour)
    VALUES (${stranger.workspaceId}, ${id}, 'x', 'x', 'red')`);
  const link = db.execute(sql`
    INSERT INTO task_labels SELECT workspace_id, id, ${id}, due_sort, is_open FROM tasks WHERE id = ${id}`);
  await expect(link.catch((error: unknown) => constraintOf(error))).resolves.toBe(
    'task_labels_label',
  );
});

test('what an import brings once is there once: tasks, comments and completions', async () => {
  const { db } = stage.world.runtime;
  const found = await db.execute<{ name: string }>(sql`
    SELECT tablename AS name FROM pg_indexes
    WHERE indexdef LIKE 'CREATE UNIQUE INDEX%(workspace_id, source, source_id)' ORDER BY 1`);
  const names = found.rows.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['comments', 'completions', 'tasks']));
});

test('Postgres refuses a reminder that does not say when, two of one firing, and half of quiet hours', async () => {
  const { owner, workspaceId } = stage;
  const { db } = stage.world.runtime;
  const taskId = await make();
  const id = testId();
  await db.execute(sql`
    INSERT INTO reminders (workspace_id, id, task_id, user_id, remind_at)
    VALUES (${workspaceId}, ${id}, ${taskId}, ${owner.userId}, '2090-01-01')`);
  const wrong = [
    sql`remind_at = NULL`,
    sql`minutes_before = 5`,
    sql`kind = 'local'`,
    sql`kind = 'local', local_day = '2090-01-01'`,
    sql`kind = 'relative', minutes_before = 5`,
    sql`kind = 'relative', local_time = '09:00', minutes_before = -5`,
  ];
  for (const set of wrong) {
    const edit = db.execute(sql`UPDATE reminders SET ${set} WHERE id = ${id}`);
    expect(await edit.then(() => undefined, constraintOf)).toBe('reminders_when');
  }
  await db.execute(
    sql`UPDATE reminders SET kind = 'relative', local_time = '09:00', minutes_before = 5, remind_at = NULL WHERE id = ${id}`,
  );
  const tell = () =>
    db.execute(sql`
      INSERT INTO notifications (workspace_id, id, user_id, kind, task_id, reminder_id, fired_at)
      VALUES (${workspaceId}, ${testId()}, ${owner.userId}, 'reminder', ${taskId}, ${id}, '2090-01-01')`);
  await tell();
  expect(await tell().then(() => undefined, constraintOf)).toBe('notifications_firing');
  for (const set of [sql`quiet_from = '22:00'`, sql`quiet_from = '22:00', quiet_to = '22:00'`]) {
    const edit = db.execute(sql`UPDATE users SET ${set} WHERE id = ${owner.userId}`);
    expect(await edit.then(() => undefined, constraintOf)).toBe('users_quiet_hours');
  }
});
