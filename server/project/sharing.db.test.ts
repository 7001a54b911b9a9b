import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listChanges } from '../change/list-changes.ts';
import { undoChange } from '../change/undo-change.ts';
import { addComment } from '../comment/add-comment.ts';
import type { ProjectRight } from '../domain/enums.ts';
import type { GroupId, OpId, ProjectId } from '../domain/ids.ts';
import { listMembers } from '../member/list-members.ts';
import { removeMember } from '../member/remove-member.ts';
import { createTask } from '../task/create-task.ts';
import { getTask } from '../task/get-task.ts';
import { listTasks } from '../task/list-tasks.ts';
import { completeTask } from '../task/complete-task.ts';
import { seedTasks } from '../testing/seed.ts';
import { createTeam, createTeamProject } from '../testing/team.ts';
import type { Team } from '../testing/team.ts';
import { createWorld, testId } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { deleteProject } from './delete-project.ts';
import { getProject } from './get-project.ts';
import { listPrivateProjects } from './list-private-projects.ts';
import { listProjectMembers } from './list-project-members.ts';
import { listProjects } from './list-projects.ts';
import { setProjectPrivate } from './set-project-private.ts';
import { shareProject } from './share-project.ts';
import { takeOverProject } from './take-over-project.ts';
import { unshareProject } from './unshare-project.ts';

let world: World;
let team: Team;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  team = await createTeam(world);
});
afterAll(() => world.close());

type At = Awaited<ReturnType<typeof createTeamProject>>;
const forbidden = { code: 'FORBIDDEN' };
const notFound = { code: 'NOT_FOUND' };
const share = (by: Person, at: At, [{ userId }, right]: [Person, ProjectRight]) =>
  shareProject(by.ctx(), { ...at, userId, right });
const unshare = (by: Person, at: At, { userId }: Person) =>
  unshareProject(by.ctx(), { ...at, userId });
const versionOf = async ({ userId }: Person) => {
  const found = await world.runtime.db.execute<{ version: number }>(
    sql`SELECT authz_version AS version FROM users WHERE id = ${userId}`,
  );
  return found.rows[0]?.version ?? 0;
};
const rightsIn = async (at: At, by = team.owner) => {
  const { items } = await listProjectMembers(by.ctx(), at);
  return items.map(({ name, right, own }) => `${name} ${right}${own ? ' own' : ''}`);
};
const inboxOf = async (person: Person): Promise<At> => {
  const { items } = await listProjects(person.ctx(), { ...team, archived: false });
  const inbox = items.find(({ isInbox }) => isInbox);
  return { workspaceId: team.workspaceId, projectId: inbox?.id as ProjectId };
};

describe('a right on a project', () => {
  test('is what a guest may there: read, comment, write; and can be changed and taken away', async () => {
    const { owner, guest } = team;
    const at = await createTeamProject(team, owner);
    const { id: taskId } = await createTask(owner.ctx(), { ...at, title: 'Task' });
    const tries = async () => {
      const on = { workspaceId: at.workspaceId, taskId };
      const calls = [
        () => getTask(guest.ctx(), on),
        () => addComment(guest.ctx(), { ...on, body: 'Hello' }),
        () => completeTask(guest.ctx(), on),
      ];
      const codes: string[] = [];
      for (const call of calls)
        codes.push(
          await call().then(
            () => 'ok',
            (error: { code: string }) => error.code,
          ),
        );
      return codes;
    };
    const [ok, no, none] = ['ok', 'FORBIDDEN', 'NOT_FOUND'];
    expect(await tries()).toEqual([none, none, none]);
    await share(owner, at, [guest, 'read']);
    expect(await tries()).toEqual([ok, no, no]);
    await share(owner, at, [guest, 'comment']);
    expect(await tries()).toEqual([ok, ok, no]);
    await share(owner, at, [guest, 'write']);
    expect(await tries()).toEqual([ok, ok, ok]);
    await unshare(owner, at, guest);
    expect(await tries()).toEqual([none, none, none]);
    const history = listChanges(guest.ctx(), { ...at, limit: 10 });
    await expect(history).rejects.toMatchObject(notFound);
  });

  test('is given by who may write there and is no guest, or administers the workspace', async () => {
    const { owner, admin, member, guest } = team;
    const at = await createTeamProject(team, owner);
    await share(owner, at, [guest, 'write']);
    await share(owner, at, [member, 'comment']);
    await share(owner, at, [admin, 'read']);
    for (const by of [guest, member])
      await expect(share(by, at, [guest, 'read'])).rejects.toMatchObject(forbidden);
    expect(await share(admin, at, [admin, 'write'])).toMatchObject({ right: 'write', own: true });
    await unshare(owner, at, member);
    expect(await share(member, at, [guest, 'read'])).toMatchObject({ right: 'read' });
    expect(await rightsIn(at)).toEqual([
      'Adam write own',
      'Gleb read own',
      'Mila write',
      'Olga write',
    ]);
  });

  test('is for people of the workspace alone, and never on an inbox', async () => {
    const { owner, member } = team;
    const at = await createTeamProject(team, owner);
    const stranger = await world.person();
    await expect(share(owner, at, [stranger, 'read'])).rejects.toMatchObject(notFound);
    const left = await world.person();
    await world.join(team.workspaceId, left, 'member');
    await removeMember(owner.ctx(), { ...team, userId: left.userId });
    await expect(share(owner, at, [left, 'read'])).rejects.toMatchObject(notFound);
    const inbox = await inboxOf(member);
    await expect(share(member, inbox, [owner, 'read'])).rejects.toMatchObject(forbidden);
    await expect(share(owner, inbox, [owner, 'read'])).rejects.toMatchObject(notFound);
    const open = setProjectPrivate(member.ctx(), { ...inbox, private: false });
    await expect(open).rejects.toMatchObject(forbidden);
  });

  test('given again as it is leaves no trace; a changed one is noted for whom it is', async () => {
    const { owner, guest } = team;
    const at = await createTeamProject(team, owner);
    const before = await versionOf(guest);
    await share(owner, at, [guest, 'read']);
    await share(owner, at, [guest, 'read']);
    expect(await versionOf(guest)).toBe(before + 1);
    await unshare(owner, at, guest);
    await unshare(owner, at, guest);
    expect(await versionOf(guest)).toBe(before + 2);
    const { items } = await listChanges(owner.ctx(), { ...at, limit: 10 });
    const told = items.map(({ type, undoable }) => `${type} ${undoable}`);
    const expected = ['project.unshared false', 'project.shared false', 'project.created true'];
    expect(told).toEqual(expected);
  });

  test('to write, the last in a private project, cannot be taken or lowered', async () => {
    const { admin, member } = team;
    const at = await createTeamProject(team, member, { private: true });
    await share(member, at, [admin, 'read']);
    const refused = { code: 'CONFLICT' };
    await expect(unshare(member, at, member)).rejects.toMatchObject(refused);
    await expect(share(member, at, [member, 'read'])).rejects.toMatchObject(refused);
    await expect(unshare(admin, at, member)).rejects.toMatchObject(refused);
    await share(member, at, [admin, 'write']);
    expect(await share(member, at, [member, 'read'])).toMatchObject({ right: 'read' });
    await unshare(admin, at, member);
    expect(await rightsIn(at, admin)).toEqual(['Adam write own']);
  });
});

describe('a project that becomes private', () => {
  test('is kept by who made it so and by who was given a right, and hidden from all others', async () => {
    const { owner, admin, member, guest } = team;
    const at = await createTeamProject(team, owner);
    await share(owner, at, [guest, 'comment']);
    const noted = await Promise.all([versionOf(admin), versionOf(member), versionOf(guest)]);
    expect(await setProjectPrivate(member.ctx(), { ...at, private: true })).toMatchObject({
      isPrivate: true,
      right: 'write',
    });
    expect(await rightsIn(at, member)).toEqual(['Gleb comment own', 'Mila write own']);
    for (const person of [owner, admin]) {
      await expect(getProject(person.ctx(), at)).rejects.toMatchObject(notFound);
      await expect(listTasks(person.ctx(), { ...at, limit: 10 })).rejects.toMatchObject(notFound);
      await expect(listChanges(person.ctx(), { ...at, limit: 10 })).rejects.toMatchObject(notFound);
    }
    const [a, m, g] = noted;
    expect(await versionOf(admin)).toBe(Number(a) + 1);
    expect(await versionOf(member)).toBe(m);
    expect(await versionOf(guest)).toBe(g);
    await setProjectPrivate(member.ctx(), { ...at, private: false });
    expect(await rightsIn(at)).toEqual([
      'Adam write',
      'Gleb comment own',
      'Mila write own',
      'Olga write',
    ]);
  });

  test('takes those who do not see it any more off its tasks, in the same group', async () => {
    const { owner, member, guest } = team;
    const at = await createTeamProject(team, owner);
    await share(owner, at, [guest, 'read']);
    const assigneeIds = [owner.userId, member.userId, guest.userId].toSorted();
    const task = await createTask(owner.ctx(), { ...at, title: 'Task', assigneeIds });
    const opId = testId<OpId>();
    await setProjectPrivate(owner.ctx(), { ...at, private: true, opId });
    const kept = [owner.userId, guest.userId].toSorted();
    const on = { workspaceId: at.workspaceId, taskId: task.id };
    expect(await getTask(owner.ctx(), on)).toMatchObject({ assigneeIds: kept, version: 2 });
    const { items } = await listChanges(owner.ctx(), { ...at, limit: 3 });
    const group = items.filter(({ groupId }) => (groupId as string) === opId);
    expect(group.map(({ type }) => type)).toEqual([
      'task.updated',
      'project.visibilityChanged',
      'project.shared',
    ]);
    await unshare(owner, at, guest);
    expect(await getTask(owner.ctx(), on)).toMatchObject({ assigneeIds: [owner.userId] });
    const undone = undoChange(owner.ctx(), {
      workspaceId: at.workspaceId,
      groupId: opId as string as GroupId,
      dryRun: false,
    });
    const { applied, skipped } = await undone;
    expect(applied).toEqual([]);
    expect(skipped.map(({ field }) => field)).toContain('assigneeIds');
  });

  test('of which more tasks lose people than one write may change loses them in one group all the same', async () => {
    const { owner, member, workspaceId } = team;
    const at = await createTeamProject(team, owner);
    const { userId } = member;
    await seedTasks(world.runtime.db, { ...at, userId, tasks: 3500 });
    const assigned = () => world.runtime.db.$count(sql`task_assignees`, sql`user_id = ${userId}`);
    expect(await assigned()).toBe(700);
    const input = { ...at, private: true, opId: testId<OpId>() };
    const answer = await setProjectPrivate(owner.ctx(), input);
    expect(await setProjectPrivate(owner.ctx(), input)).toEqual(answer);
    expect(await assigned()).toBe(0);
    const logged = await world.runtime.db.execute<{ type: string; n: number; seqs: number }>(sql`
      SELECT type, count(*)::int AS n, count(DISTINCT seq)::int AS seqs FROM changes
      WHERE workspace_id = ${workspaceId} AND group_id = ${input.opId} GROUP BY type ORDER BY type`);
    expect(logged.rows).toEqual([
      { type: 'project.shared', n: 1, seqs: 1 },
      { type: 'project.visibilityChanged', n: 1, seqs: 1 },
      { type: 'task.updated', n: 700, seqs: 3 },
    ]);
  });

  test('refuses a version that is not its own, with its present state', async () => {
    const at = await createTeamProject(team, team.owner);
    const stale = setProjectPrivate(team.owner.ctx(), {
      ...at,
      private: true,
      expectedVersion: 9,
    });
    await expect(stale).rejects.toMatchObject({ code: 'CONFLICT', current: { isPrivate: false } });
  });
});

describe('a private project of others', () => {
  test('is known to owners and admins as far as that it exists, and to nobody else', async () => {
    const { owner, admin, member, guest, workspaceId } = team;
    const at = await createTeamProject(team, member, { private: true });
    await createTask(member.ctx(), { ...at, title: 'Nobody’s business' });
    const { key } = await getProject(member.ctx(), at);
    const { userId: createdBy } = member;
    const known = { id: at.projectId, name: 'Garden', key, memberCount: 1, createdBy };
    for (const person of [owner, admin]) {
      expect((await listPrivateProjects(person.ctx(), { workspaceId })).items).toEqual([known]);
      await expect(getProject(person.ctx(), at)).rejects.toMatchObject(notFound);
      await expect(listProjectMembers(person.ctx(), at)).rejects.toMatchObject(notFound);
      const { items } = await listChanges(person.ctx(), { workspaceId, limit: 100 });
      expect(JSON.stringify(items)).not.toContain(at.projectId);
    }
    for (const person of [member, guest]) {
      await expect(listPrivateProjects(person.ctx(), { workspaceId })).rejects.toMatchObject(
        forbidden,
      );
      await expect(takeOverProject(person.ctx(), at)).rejects.toMatchObject(forbidden);
    }
  });

  test('is taken over, which its members see in its history', async () => {
    const { admin, owner, member } = team;
    const at = await createTeamProject(team, member, { private: true });
    await createTask(member.ctx(), { ...at, title: 'Task' });
    expect(await takeOverProject(admin.ctx(), at)).toMatchObject({ right: 'write' });
    await takeOverProject(admin.ctx(), at);
    expect((await listTasks(admin.ctx(), { ...at, limit: 10 })).items).toHaveLength(1);
    const { items } = await listChanges(member.ctx(), { ...at, limit: 10 });
    const taken = items.filter(({ type }) => type === 'project.takenOver');
    expect(taken).toMatchObject([{ actorId: admin.userId, undoable: false }]);
    expect((await listPrivateProjects(admin.ctx(), team)).items).toEqual([]);
    expect((await listPrivateProjects(owner.ctx(), team)).items).toMatchObject([
      { memberCount: 2 },
    ]);
  });

  test('whose last member has left stays, and can be taken over', async () => {
    const { admin, member } = team;
    const at = await createTeamProject(team, member, { private: true });
    await removeMember(member.ctx(), { ...team, userId: member.userId });
    const { items } = await listPrivateProjects(admin.ctx(), team);
    expect(items).toMatchObject([{ id: at.projectId, memberCount: 0, createdBy: member.userId }]);
    await takeOverProject(admin.ctx(), at);
    expect(await rightsIn(at, admin)).toEqual(['Adam write own']);
  });

  test('is deleted unread, with one answer for one opId, and its members can bring it back', async () => {
    const { admin, member } = team;
    const at = await createTeamProject(team, member, { private: true });
    const input = { ...at, opId: testId<OpId>() };
    const stale = deleteProject(admin.ctx(), { ...at, expectedVersion: 9 });
    await expect(stale).rejects.toMatchObject({ code: 'CONFLICT', current: { version: 1 } });
    const answer = await deleteProject(admin.ctx(), input);
    expect(answer).toMatchObject({ id: at.projectId });
    expect(await deleteProject(admin.ctx(), input)).toEqual(answer);
    await expect(deleteProject(admin.ctx(), at)).rejects.toMatchObject(notFound);
    const { items } = await listChanges(member.ctx(), { ...at, limit: 1 });
    expect(items).toMatchObject([{ type: 'project.deleted', actorId: admin.userId }]);
  });

  test('an inbox is none: it is neither told of, taken over nor deleted', async () => {
    const { admin, member } = team;
    const inbox = await inboxOf(member);
    expect((await listPrivateProjects(admin.ctx(), team)).items).toEqual([]);
    await expect(takeOverProject(admin.ctx(), inbox)).rejects.toMatchObject(notFound);
    await expect(deleteProject(admin.ctx(), inbox)).rejects.toMatchObject(notFound);
    const open = await createTeamProject(team, member);
    await expect(takeOverProject(admin.ctx(), open)).rejects.toMatchObject(notFound);
  });
});

test('a guest knows the people of their projects alone', async () => {
  const { owner, member, guest } = team;
  const at = await createTeamProject(team, owner, { private: true });
  const names = async () => {
    const { items } = await listMembers(guest.ctx(), team);
    return items.map(({ name }) => name);
  };
  expect(await names()).toEqual(['Gleb']);
  await share(owner, at, [guest, 'read']);
  expect(await names()).toEqual(['Gleb', 'Olga']);
  await share(owner, at, [member, 'read']);
  expect(await names()).toEqual(['Gleb', 'Mila', 'Olga']);
});
