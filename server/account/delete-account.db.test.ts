import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { resolveSession } from '../auth/sessions.ts';
import { signIn } from '../auth/sign-in.ts';
import { createToken, resolveBearer } from '../auth/tokens.ts';
import { listChanges } from '../change/list-changes.ts';
import { undoChange } from '../change/undo-change.ts';
import { addComment } from '../comment/add-comment.ts';
import { listComments } from '../comment/list-comments.ts';
import type {
  GroupId,
  LabelId,
  OpId,
  ProjectId,
  TaskId,
  TokenId,
  WorkspaceId,
} from '../domain/ids.ts';
import { createLabel } from '../label/create-label.ts';
import type { Ctx } from '../platform/context.ts';
import { createProject } from '../project/create-project.ts';
import { assignTask } from '../task/assign-task.ts';
import { completeTask } from '../task/complete-task.ts';
import { createTask } from '../task/create-task.ts';
import { deleteTask } from '../task/delete-task.ts';
import { getTask } from '../task/get-task.ts';
import { listTasks } from '../task/list-tasks.ts';
import { moveTask } from '../task/move-task.ts';
import { updateTask } from '../task/update-task.ts';
import { createStage, fiveTests } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { createReminders } from '../testing/tenant.ts';
import { tokenOf } from '../testing/token-of.ts';
import { testId, testPassword } from '../testing/world.ts';
import type { Person } from '../testing/world.ts';
import { createWorkspace } from '../workspace/create-workspace.ts';
import { getWorkspace } from '../workspace/get-workspace.ts';
import { deleteAccount } from './delete-account.ts';
import { getLeaving } from './get-leaving.ts';
import { registerAccount } from './register-account.ts';
import type { AccountDeleteInput, AccountDeleteOutput } from './schema.ts';

const password = testPassword;
let leaver: Person;

fiveTests<AccountDeleteInput, AccountDeleteOutput>({
  name: 'account.delete',
  // The owner stays, who is the only one of the stage: each call is somebody else's, who was made for it.
  verb: (ctx, input) => {
    const { principal } = ctx;
    return deleteAccount(principal.kind === 'user' ? leaver.ctx() : ctx, input);
  },
  input: async ({ world }) => {
    leaver = await world.person('Leaver');
    return { password };
  },
  happy: async (answer, { world }) => {
    expect(answer).toEqual({ deleted: true });
    expect(await resolveSession(world.runtime.db, leaver.session)).toBeNull();
  },
  trace: 'account_audit',
  otherTenant: { by: ({ world }) => world.anonymous(), code: /^UNAUTHORIZED$/ },
  roleTooLow: { by: () => tokenOf(leaver, { scopes: ['write'] }), code: /^FORBIDDEN$/ },
});

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.world.close());
const db = () => stage.world.runtime.db;

const attempt = (email: string) =>
  signIn(stage.world.runtime, {
    email,
    password,
    device: null,
    session: null,
    address: '203.0.113.9',
    userAgent: null,
  });

describe('deleting an account', () => {
  test('ends it: no session, no token, no sign-in; the address is free', async () => {
    const ann = await stage.world.person('Ann');
    const id = testId<TokenId>();
    const given = { id, userId: ann.userId, name: 't', scopes: ['read'], workspaceIds: null };
    const { secret } = await createToken(db(), { ...given, expiresAt: null });
    await deleteAccount(ann.ctx(), { password });
    expect(await resolveSession(db(), ann.session)).toBeNull();
    expect(await resolveBearer(db(), secret)).toBeNull();
    expect(await attempt(ann.email)).toEqual({ kind: 'wrong' });
    const left = await db().execute<{ found: string }>(sql`
      SELECT 'credential' AS found FROM credentials WHERE user_id = ${ann.userId}
      UNION ALL SELECT 'device' FROM known_devices WHERE user_id = ${ann.userId}
      UNION ALL SELECT 'address' FROM users WHERE id = ${ann.userId} AND (email || email_folded) <> ''
      UNION ALL SELECT 'workspace' FROM workspaces WHERE id = ${ann.workspaceId} AND deleted_at IS NULL`);
    expect(left.rows).toEqual([]);
    const outside = { ...stage.world.anonymous(), address: null };
    const more = { name: 'Another', locale: 'en', timeZone: 'UTC' } as const;
    const { user } = await registerAccount(outside, { email: ann.email, password, ...more });
    expect(user.id).not.toBe(ann.userId);
    expect(await attempt(ann.email)).toMatchObject({ kind: 'ok', userId: user.id });
  });

  test('holds up no sign-up: only an administrator waits for the lock of the instance', async () => {
    const [ann, boss] = [await stage.world.person('Ann'), await stage.world.person('Boss')];
    await db().execute(sql`UPDATE users SET is_admin = true WHERE id = ${boss.userId}`);
    const holder = await stage.world.runtime.pool.connect();
    await holder.query('BEGIN; SELECT 1 FROM instance_settings WHERE one = 1 FOR UPDATE');
    expect(await deleteAccount(ann.ctx(), { password })).toEqual({ deleted: true });
    const late = { code: 'SERVICE_UNAVAILABLE' };
    await expect(deleteAccount(boss.ctx(), { password })).rejects.toMatchObject(late);
    await holder.query('ROLLBACK');
    holder.release();
    expect(await deleteAccount(boss.ctx(), { password })).toEqual({ deleted: true });
  });

  test('a wrong password deletes nothing, and is slowed', async () => {
    const ann = await stage.world.person('Ann');
    for (let n = 0; n < 5; n += 1) {
      await expect(deleteAccount(ann.ctx(), { password: 'wrong' })).rejects.toMatchObject({
        code: 'FORBIDDEN',
        issues: [{ path: ['password'] }],
      });
    }
    await db().execute(sql`UPDATE sign_in_failures SET failures = failures + 8`);
    await expect(deleteAccount(ann.ctx(), { password })).rejects.toMatchObject({
      code: 'TOO_MANY_REQUESTS',
    });
    await db().execute(sql`DELETE FROM sign_in_failures`);
    expect(await attempt(ann.email)).toMatchObject({ kind: 'ok' });
  });

  test('is refused to the only owner of others’ workspace, who is told which', async () => {
    const [ann, mate] = [await stage.world.person('Ann'), await stage.world.person('Mate')];
    const { id } = await createWorkspace(ann.ctx(), { name: 'Team' });
    await stage.world.join(id, mate, 'admin');
    const stuck = { workspaceId: id, name: 'Team', members: 1 };
    expect(await getLeaving(ann.ctx())).toMatchObject({ soleOwnerOf: [stuck] });
    await expect(deleteAccount(ann.ctx(), { password })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('“Team”') as string,
      current: [{ workspaceId: id }],
    });
    await db().execute(
      sql`UPDATE members SET role = 'owner' WHERE workspace_id = ${id} AND user_id = ${mate.userId}`,
    );
    const leaving = await getLeaving(ann.ctx());
    expect(leaving).toMatchObject({ soleOwnerOf: [], sharedWorkspaces: [{ workspaceId: id }] });
    await deleteAccount(ann.ctx(), { password });
    expect(await getLeaving(mate.ctx())).toMatchObject({ soleOwnerOf: [], sharedWorkspaces: [] });
  });

  test('of two owners who leave at once, one stays', async () => {
    const [ann, bob] = [await stage.world.person('Ann'), await stage.world.person('Bob')];
    const mate = await stage.world.person('Mate');
    const { id } = await createWorkspace(ann.ctx(), { name: 'Two owners' });
    await stage.world.join(id, bob, 'owner');
    await stage.world.join(id, mate, 'member');
    const done = await Promise.allSettled(
      [ann, bob].map((person) => deleteAccount(person.ctx(), { password })),
    );
    expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect((await getWorkspace(mate.ctx(), { workspaceId: id })).id).toBe(id);
  });

  test('is refused to the last administrator', async () => {
    expect(await getLeaving(stage.owner.ctx())).toMatchObject({ isLastAdministrator: true });
    const lone = await createStage();
    await expect(deleteAccount(lone.owner.ctx(), { password })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    await lone.world.close();
  });
});

/** What a person can have done in a workspace before they leave it; each gives the task that it was done to. */
type Deed = (at: Deeds) => Promise<TaskId>;
type Deeds = {
  ctx: Ctx;
  workspaceId: WorkspaceId;
  projectId: ProjectId;
  other: ProjectId;
  mate: Person;
  theirs: TaskId;
  label: LabelId;
  self: Person;
};

const deeds: Record<string, Deed> = {
  'made a task': async ({ ctx, workspaceId, projectId }) =>
    (await createTask(ctx, { workspaceId, projectId, title: 'Made' })).id,
  'made one for themselves': async ({ ctx, workspaceId, projectId, self }) =>
    (await createTask(ctx, { workspaceId, projectId, title: 'M', assigneeIds: [self.userId] })).id,
  'was assigned': async ({ ctx, workspaceId, theirs, self }) => {
    await assignTask(ctx, { workspaceId, taskId: theirs, add: [self.userId], remove: [] });
    return theirs;
  },
  'gave it to another': async ({ ctx, workspaceId, theirs, mate }) => {
    await assignTask(ctx, { workspaceId, taskId: theirs, add: [mate.userId], remove: [] });
    return theirs;
  },
  'labelled and renamed': async ({ ctx, workspaceId, theirs, label }) => {
    const more = { set: { title: 'Renamed' }, add: { labelIds: [label] }, remove: {} };
    await updateTask(ctx, { workspaceId, taskId: theirs, ...more });
    return theirs;
  },
  completed: async ({ ctx, workspaceId, theirs }) => {
    await completeTask(ctx, { workspaceId, taskId: theirs });
    return theirs;
  },
  'moved it elsewhere': async ({ ctx, workspaceId, theirs, other }) => {
    await moveTask(ctx, { workspaceId, taskId: theirs, projectId: other });
    return theirs;
  },
  'put one below it': async ({ ctx, workspaceId, theirs }) =>
    (await createTask(ctx, { workspaceId, parentId: theirs, title: 'Below' })).id,
  commented: async ({ ctx, workspaceId, theirs }) => {
    await addComment(ctx, { workspaceId, taskId: theirs, body: 'Said' });
    return theirs;
  },
};

describe('what somebody did who left', () => {
  let at: Omit<Deeds, 'ctx' | 'theirs' | 'self'>;
  beforeAll(async () => {
    const mate = await stage.world.person('Mate');
    const { id: workspaceId } = await createWorkspace(mate.ctx(), { name: 'Shared' });
    const project = async (name: string) =>
      (
        await createProject(mate.ctx(), {
          workspaceId,
          name,
          colour: 'grey',
          private: false,
        })
      ).id;
    const made = { workspaceId, name: 'urgent', colour: 'red' } as const;
    at = {
      mate,
      workspaceId,
      projectId: await project('One'),
      other: await project('Other'),
      label: (await createLabel(mate.ctx(), made)).id,
    };
  });
  let self: Person;
  let theirs: TaskId;
  beforeEach(async () => {
    self = await stage.world.person('Gone');
    await stage.world.join(at.workspaceId, self, 'member');
    const { workspaceId, projectId } = at;
    theirs = (await createTask(at.mate.ctx(), { workspaceId, projectId, title: 'Theirs' })).id;
  });

  test.each(Object.entries(deeds))('%s: stays readable, and can be undone', async (_, deed) => {
    const { workspaceId, mate } = at;
    const taskId = await deed({ ...at, self, theirs, ctx: self.ctx() });
    const before = await getTask(mate.ctx(), { workspaceId, taskId });
    await deleteAccount(self.ctx(), { password });

    const after = await getTask(mate.ctx(), { workspaceId, taskId });
    expect(after).toEqual(before);
    const { items: listed } = await listTasks(mate.ctx(), { workspaceId, limit: 100 });
    expect(listed.map(({ id }) => id)).toContain(taskId);
    await listComments(mate.ctx(), { workspaceId, taskId, limit: 100 });
    const { items: history } = await listChanges(mate.ctx(), {
      workspaceId,
      actorId: self.userId,
      limit: 100,
    });
    const { members } = await getWorkspace(mate.ctx(), { workspaceId });
    const gone = members.find(({ id }) => id === self.userId);
    expect(gone).toMatchObject({ name: 'Gone', removedAt: expect.any(String) as string });
    const undoable = history.filter((change) => change.undoable && change.taskId === taskId);
    expect(undoable.length).toBeGreaterThan(0);
    for (const { id: changeId } of undoable) {
      const undo = { workspaceId, changeId, dryRun: false, opId: testId<OpId>() };
      const answer = await undoChange(mate.ctx(), undo);
      expect(answer.skipped).toEqual([]);
      expect(answer.applied.length).toBeGreaterThan(0);
    }
  });

  test('what they deleted comes back', async () => {
    const { workspaceId, mate } = at;
    const opId = testId<OpId>();
    await deleteTask(self.ctx(), { workspaceId, taskId: theirs, opId });
    await deleteAccount(self.ctx(), { password });
    const groupId = opId as string as GroupId;
    await undoChange(mate.ctx(), { workspaceId, groupId, dryRun: false });
    expect((await getTask(mate.ctx(), { workspaceId, taskId: theirs })).deletedAt).toBeNull();
  });

  test('who left can be taken off, and nobody can be given to them', async () => {
    const { workspaceId, mate } = at;
    await assignTask(mate.ctx(), { workspaceId, taskId: theirs, add: [self.userId], remove: [] });
    await deleteAccount(self.ctx(), { password });
    const open = (await getTask(mate.ctx(), { workspaceId, taskId: theirs })).assigneeIds;
    expect(open).toEqual([self.userId]);
    const off = { workspaceId, taskId: theirs, add: [], remove: [self.userId] };
    expect((await assignTask(mate.ctx(), off)).assigneeIds).toEqual([]);
    const on = { workspaceId, taskId: theirs, add: [self.userId], remove: [] };
    await expect(assignTask(mate.ctx(), on)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  test('nothing of their own dangles: no right, no plan, no hot task, no inbox', async () => {
    const { workspaceId } = at;
    const ctx = self.ctx();
    await createTask(ctx, { workspaceId, title: 'In my inbox', priority: 3 });
    await assignTask(ctx, { workspaceId, taskId: theirs, add: [self.userId], remove: [] });
    await updateTask(ctx, {
      workspaceId,
      taskId: theirs,
      set: { priority: 3 },
      add: {},
      remove: {},
    });
    const hot = () =>
      db().execute(
        sql`SELECT 1 FROM hot_tasks WHERE user_id = ${self.userId} AND task_id = ${theirs}`,
      );
    expect((await hot()).rows).toHaveLength(1);
    await createReminders(
      { world: stage.world, person: self, marker: 'Self' },
      { workspaceId, taskId: theirs },
    );
    expect(await getLeaving(ctx)).toMatchObject({
      personalTasks: 1,
      sharedWorkspaces: [{ workspaceId, openAssigned: 1 }],
    });
    await deleteAccount(ctx, { password });
    const left = await db().execute(sql`
      SELECT 'right' AS of FROM project_members WHERE user_id = ${self.userId} AND workspace_id = ${workspaceId}
      UNION ALL SELECT 'hot' FROM hot_tasks WHERE user_id = ${self.userId} AND workspace_id = ${workspaceId}
      UNION ALL SELECT 'plan' FROM day_plans WHERE user_id = ${self.userId} AND workspace_id = ${workspaceId}
      UNION ALL SELECT 'reminder' FROM reminders WHERE user_id = ${self.userId} AND workspace_id = ${workspaceId}
      UNION ALL SELECT 'notification' FROM notifications WHERE user_id = ${self.userId} AND workspace_id = ${workspaceId}
      UNION ALL SELECT 'inbox' FROM projects WHERE inbox_of = ${self.userId} AND workspace_id = ${workspaceId} AND deleted_at IS NULL
      UNION ALL SELECT 'membership' FROM members WHERE user_id = ${self.userId} AND removed_at IS NULL AND workspace_id = ${workspaceId}`);
    expect(left.rows).toEqual([]);
  });
});
