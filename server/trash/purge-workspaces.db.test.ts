import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deleteAccount } from '../account/delete-account.ts';
import { sentFile } from '../attachment/testing/sent-file.ts';
import { addAttachment } from '../attachment/add-attachment.ts';
import { undoChange } from '../change/undo-change.ts';
import { createSession } from '../auth/sessions.ts';
import { addComment } from '../comment/add-comment.ts';
import type { ChangeId, OpId, TaskId, WorkspaceId } from '../domain/ids.ts';
import { sweepFiles } from '../files/sweep-files.ts';
import { inviteMember } from '../invite/invite-member.ts';
import { createSection } from '../section/create-section.ts';
import { createTask } from '../task/create-task.ts';
import { seedTasks } from '../testing/seed.ts';
import { createTeam, createTeamProject } from '../testing/team.ts';
import type { Team } from '../testing/team.ts';
import { createWorld, testId, testPassword } from '../testing/world.ts';
import type { World } from '../testing/world.ts';
import { createWorkspace } from '../workspace/create-workspace.ts';
import { deleteWorkspace } from '../workspace/delete-workspace.ts';
import { purgeExpired } from './purge-expired.ts';
import { stopPurges } from './stop-purges.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
const db = () => world.runtime.db;

/** The rows that a workspace has, by table: of each table that has any, whatever the schema calls it. */
async function rowsOf(workspaceId: WorkspaceId): Promise<Record<string, number>> {
  const tables = await db().execute<{ name: string }>(sql`
    SELECT c.relname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname = 'workspace_id'`);
  const each = tables.rows.map(
    ({ name }) =>
      sql`SELECT ${name}::text AS name, count(*)::int AS rows FROM ${sql.identifier(name)} WHERE workspace_id = ${workspaceId}`,
  );
  each.push(sql`SELECT 'workspaces', count(*)::int FROM workspaces WHERE id = ${workspaceId}`);
  const found = await db().execute<{ name: string; rows: number }>(
    sql.join(each, sql` UNION ALL `),
  );
  return Object.fromEntries(found.rows.map(({ name, rows }) => [name, rows]));
}

/** A workspace with something in every table that has a workspace. */
async function fullTeam(): Promise<Team> {
  const team = await createTeam(world);
  const { workspaceId, owner } = team;
  const { userId } = owner;
  const { projectId } = await createTeamProject(team, owner);
  await seedTasks(db(), { workspaceId, projectId, userId, tasks: 700 });
  const { id: sectionId } = await createSection(owner.ctx(), { workspaceId, projectId, name: 'A' });
  const place = { workspaceId, projectId, sectionId, opId: testId<OpId>() };
  const { id: taskId } = await createTask(owner.ctx(), { ...place, title: 'Top' });
  let parentId: TaskId = taskId;
  for (const title of ['Below', 'Lower', 'Lowest'])
    ({ id: parentId } = await createTask(owner.ctx(), { workspaceId, parentId, title }));
  const { id: commentId } = await addComment(owner.ctx(), { workspaceId, taskId, body: 'Word' });
  for (const at of [{}, { commentId }]) {
    const uploadId = await sentFile(owner.ctx());
    await addAttachment(owner.ctx(), { workspaceId, taskId, uploadId, ...at });
  }
  const invited = { workspaceId, projectId, role: 'member', right: 'write' } as const;
  await inviteMember(owner.ctx(), { ...invited, expiresInDays: 7 });
  const [importId, fileId, subscriptionId] = [testId(), testId(), testId()];
  const session = await createSession(world.runtime, { userId, userAgent: null, address: null });
  for (const statement of [
    sql`INSERT INTO imports (workspace_id, id, user_id, format, state, group_id) VALUES (${workspaceId}, ${importId}, ${userId}, 'trello', 'previewed', ${testId()})`,
    sql`INSERT INTO import_items (workspace_id, import_id, ordinal, kind, source_id, data) VALUES (${workspaceId}, ${importId}, 1, 'task', 'x', '{}')`,
    sql`INSERT INTO completions (workspace_id, task_id, occurrence_on) VALUES (${workspaceId}, ${taskId}, current_date)`,
    sql`INSERT INTO reminders (workspace_id, id, task_id, user_id, remind_at) VALUES (${workspaceId}, ${testId()}, ${taskId}, ${userId}, now())`,
    sql`INSERT INTO notifications (workspace_id, id, user_id, kind, task_id, reminder_id, fired_at) VALUES (${workspaceId}, ${testId()}, ${userId}, 'reminder', ${taskId}, ${testId()}, now())`,
    sql`INSERT INTO push_subscriptions (id, user_id, session_id, endpoint, endpoint_hash, p256dh, auth) VALUES (${subscriptionId}, ${userId}, ${session.id}, '', uuid_send(${subscriptionId}::uuid), decode(repeat('04', 65), 'hex'), decode(repeat('00', 16), 'hex'))`,
    sql`INSERT INTO pushes (subscription_id, notification_id, workspace_id) VALUES (${subscriptionId}, ${testId()}, ${workspaceId})`,
    sql`INSERT INTO day_plans (workspace_id, user_id, task_id, "order") VALUES (${workspaceId}, ${userId}, ${taskId}, 'a0')`,
    sql`INSERT INTO relations (workspace_id, from_task_id, kind, to_task_id) VALUES (${workspaceId}, ${taskId}, 'blocks', ${parentId})`,
    sql`INSERT INTO task_keys (workspace_id, project_id, number, task_id) VALUES (${workspaceId}, ${projectId}, 999, ${taskId})`,
    sql`INSERT INTO saved_views (workspace_id, id, name, filter, layout, grouping, sort, "order", created_by) VALUES (${workspaceId}, ${testId()}, 'x', '', 'list', 'none', 'due', 'a0', ${userId})`,
    sql`INSERT INTO file_deletions (workspace_id, file_id, due_at) VALUES (${workspaceId}, ${fileId}, now())`,
  ])
    await db().execute(statement);
  return team;
}

const age = (workspaceId: WorkspaceId, days: number) =>
  db().execute(
    sql`UPDATE workspaces SET deleted_at = deleted_at - make_interval(days => ${days}) WHERE id = ${workspaceId}`,
  );
const deleted = async (team: Pick<Team, 'owner' | 'workspaceId'>) => {
  const { owner, workspaceId } = team;
  await deleteWorkspace(owner.ctx(), { workspaceId });
};

/** Purges twice, with the sweep of files between: the row of the workspace waits for its bytes. */
async function purgeWhole(): Promise<void> {
  await purgeExpired(world.runtime);
  await sweepFiles(world.runtime);
  await purgeExpired(world.runtime);
}

describe('a workspace that was deleted', () => {
  it('is kept for thirty days, then goes with every row that names it and with its bytes, and no other', async () => {
    const [team, other] = [await fullTeam(), await fullTeam()];
    const [before, theirs] = [await rowsOf(team.workspaceId), await rowsOf(other.workspaceId)];
    // What is empty before proves nothing.
    expect(Object.entries(before).filter(([, rows]) => rows === 0)).toEqual([]);
    await deleted(team);
    await age(team.workspaceId, 29);
    await purgeWhole();
    expect(await rowsOf(team.workspaceId)).toMatchObject({ tasks: before['tasks'], workspaces: 1 });
    await age(team.workspaceId, 2);
    await purgeExpired(world.runtime);
    const { file_deletions: notes, ...rest } = await rowsOf(team.workspaceId);
    expect(notes).toBe(2);
    expect(rest).toMatchObject({ workspaces: 1, tasks: 0, changes: 0, attachments: 0 });
    await purgeWhole();
    const after = await rowsOf(team.workspaceId);
    expect(Object.entries(after).filter(([, rows]) => rows > 0)).toEqual([]);
    expect(await rowsOf(other.workspaceId)).toEqual({ ...theirs, file_deletions: 0 });
  }, 60_000);

  it('goes on after a stop in the middle, and holds up no other', async () => {
    const [stuck, free] = [await fullTeam(), await fullTeam()];
    for (const team of [stuck, free]) {
      await deleted(team);
      await age(team.workspaceId, 31);
    }
    await db().execute(sql`CREATE FUNCTION planted_stop() RETURNS trigger LANGUAGE plpgsql AS
      ${sql.raw(`$$ BEGIN IF OLD.workspace_id = '${stuck.workspaceId}' THEN RAISE EXCEPTION 'planted'; END IF; RETURN OLD; END $$`)}`);
    await db().execute(
      sql`CREATE TRIGGER planted BEFORE DELETE ON sections FOR EACH ROW EXECUTE FUNCTION planted_stop()`,
    );
    await purgeWhole();
    expect(await rowsOf(stuck.workspaceId)).toMatchObject({ tasks: 0, sections: 1, workspaces: 1 });
    expect(await rowsOf(free.workspaceId)).toMatchObject({ workspaces: 0 });
    await db().execute(sql`DROP TRIGGER planted ON sections`);
    await purgeWhole();
    expect(await rowsOf(stuck.workspaceId)).toMatchObject({ sections: 0, workspaces: 0 });
  }, 60_000);

  it('comes back by no undo, however little of it is purged yet', async () => {
    const team = await fullTeam();
    const { workspaceId, owner } = team;
    await deleted(team);
    const found = await db().execute<{ id: ChangeId }>(
      sql`SELECT id FROM changes WHERE workspace_id = ${workspaceId} AND type = 'workspace.deleted'`,
    );
    const changeId = found.rows[0]?.id as ChangeId;
    const undo = undoChange(owner.ctx(), { workspaceId, changeId, dryRun: false });
    await expect(undo).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is what an account had alone, too, once the account is deleted', async () => {
    const person = await world.person();
    await deleteAccount(person.ctx(), { password: testPassword });
    await age(person.workspaceId, 31);
    await purgeWhole();
    expect(await rowsOf(person.workspaceId)).toMatchObject({ members: 0, workspaces: 0 });
  });

  it('is not there for who repeats the call that made it, and nothing says its name', async () => {
    const person = await world.person();
    const made = { name: 'Unforgettable', opId: testId<OpId>() };
    const { id: workspaceId } = await createWorkspace(person.ctx(), made);
    await deleted({ owner: person, workspaceId });
    await age(workspaceId, 31);
    await purgeWhole();
    await expect(createWorkspace(person.ctx(), made)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const said = await db().execute(
      sql`SELECT 1 FROM op_results WHERE answer::text LIKE '%Unforgettable%'`,
    );
    expect(said.rows).toEqual([]);
  });

  it('waits where the process is stopping', async () => {
    const person = await world.person();
    const { id: workspaceId } = await createWorkspace(person.ctx(), { name: 'Later' });
    await deleted({ owner: person, workspaceId });
    await age(workspaceId, 31);
    await stopPurges(world.runtime);
    await purgeExpired(world.runtime);
    expect(await rowsOf(workspaceId)).toMatchObject({ workspaces: 1, members: 1 });
  });
});
