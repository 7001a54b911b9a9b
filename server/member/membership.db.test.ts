import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listChanges } from '../change/list-changes.ts';
import type { Role } from '../domain/enums.ts';
import type { OpId, UserId } from '../domain/ids.ts';
import { plantBug } from '../platform/bugs.ts';
import type { Ctx } from '../platform/context.ts';
import { listProjectMembers } from '../project/list-project-members.ts';
import { listProjects } from '../project/list-projects.ts';
import { assignTask } from '../task/assign-task.ts';
import { createTask } from '../task/create-task.ts';
import { getTask } from '../task/get-task.ts';
import { listHotTasks } from '../task/list-hot-tasks.ts';
import { listTasks } from '../task/list-tasks.ts';
import { updateTask } from '../task/update-task.ts';
import { createTeam, createTeamProject } from '../testing/team.ts';
import type { Team } from '../testing/team.ts';
import { tokenOf } from '../testing/token-of.ts';
import { createWorld, testId } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { transferWorkspace } from '../workspace/transfer-workspace.ts';
import { getLeaving } from './get-leaving.ts';
import { listMembers } from './list-members.ts';
import { removeMember } from './remove-member.ts';
import { setRole } from './set-role.ts';

let world: World;
let team: Team;
beforeAll(async () => {
  world = await createWorld({ max: 12 });
});
beforeEach(async () => {
  team = await createTeam(world);
});
afterAll(() => world.close());

const db = () => world.runtime.db;
const forbidden = { code: 'FORBIDDEN' };
const lastOwner = { code: 'CONFLICT', message: expect.stringContaining('owner first') as string };
const remove = (by: Person, { userId }: Person) => removeMember(by.ctx(), { ...at(), userId });
const give = (by: Person, { userId }: Person, role: Role) =>
  setRole(by.ctx(), { ...at(), userId, role });
const at = () => ({ workspaceId: team.workspaceId });
const versionOf = async (userId: UserId) => {
  const found = await db().execute<{ version: number }>(
    sql`SELECT authz_version AS version FROM users WHERE id = ${userId}`,
  );
  return found.rows[0]?.version ?? 0;
};

describe('the last owner', () => {
  test('cannot be lowered, removed or leave, and is told what to do', async () => {
    const { owner, admin } = team;
    await expect(give(owner, owner, 'member')).rejects.toMatchObject(lastOwner);
    await expect(remove(owner, owner)).rejects.toMatchObject(lastOwner);
    await give(owner, admin, 'owner');
    await remove(owner, owner);
    await expect(remove(admin, admin)).rejects.toMatchObject(lastOwner);
    const { items } = await listMembers(admin.ctx(), at());
    const owners = items.filter(({ role, removedAt }) => role === 'owner' && !removedAt);
    expect(owners.map(({ name }) => name)).toEqual(['Adam']);
  });

  test.each(['disabled_at', 'deleted_at'])(
    'is who is left when the account of another ends (%s)',
    async (ended) => {
      const { owner, admin, member } = team;
      await give(owner, admin, 'owner');
      await db().execute(
        sql`UPDATE users SET ${sql.identifier(ended)} = now() WHERE id = ${admin.userId}`,
      );
      await expect(remove(owner, owner)).rejects.toMatchObject(lastOwner);
      await expect(give(owner, owner, 'admin')).rejects.toMatchObject(lastOwner);
      const heir = { ...at(), userId: admin.userId };
      await expect(transferWorkspace(owner.ctx(), heir)).rejects.toMatchObject(lastOwner);
      // Whose account ended can be lowered, and somebody who is there can follow.
      await give(owner, admin, 'member');
      await transferWorkspace(owner.ctx(), { ...at(), userId: member.userId });
    },
  );

  test('I4: of two owners who give up at once one stays', async () => {
    for (const giveUp of [remove, (by: Person) => give(by, by, 'member')]) {
      team = await createTeam(world);
      const { owner: one, admin: two } = team;
      await give(one, two, 'owner');
      const answers = await Promise.allSettled([giveUp(one, one), giveUp(two, two)]);
      const statuses = answers.map(({ status }) => status).toSorted();
      expect(statuses).toEqual(['fulfilled', 'rejected']);
    }
  });

  test('of a personal workspace is its person, alone', async () => {
    const { owner, admin } = team;
    const { workspaceId } = owner;
    await world.join(workspaceId, admin, 'admin');
    const heir = { workspaceId, userId: admin.userId };
    await expect(transferWorkspace(owner.ctx(), heir)).rejects.toMatchObject(forbidden);
    const second = setRole(owner.ctx(), { ...heir, role: 'owner' });
    await expect(second).rejects.toMatchObject(forbidden);
  });

  test('can hand the workspace over, to another member alone', async () => {
    const { owner, guest } = team;
    const stranger = await world.person();
    const to = (userId: UserId) => transferWorkspace(owner.ctx(), { ...at(), userId });
    await expect(to(owner.userId)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(to(stranger.userId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await to(guest.userId)).toMatchObject({ role: 'admin' });
    const { items } = await listChanges(guest.ctx(), { ...at(), limit: 3 });
    expect(items.map(({ type, before, after }) => [type, before, after])).toEqual([
      ['workspace.transferred', { ownerId: owner.userId }, { ownerId: guest.userId }],
      ['member.roleChanged', { role: 'owner' }, { role: 'admin' }],
      ['member.roleChanged', { role: 'guest' }, { role: 'owner' }],
    ]);
    expect(new Set(items.map(({ groupId }) => groupId)).size).toBe(1);
    expect(items.every(({ undoable }) => !undoable)).toBe(true);
  });
});

describe('roles', () => {
  test('are given and taken up to one’s own, by owners and admins', async () => {
    const { owner, admin, member, guest } = team;
    const refused = [
      () => give(admin, owner, 'member'),
      () => give(admin, member, 'owner'),
      () => give(admin, admin, 'owner'),
      () => give(member, guest, 'member'),
      () => give(guest, guest, 'member'),
      () => remove(admin, owner),
      () => remove(member, guest),
      () => remove(member, admin),
    ];
    for (const one of refused) await expect(one()).rejects.toMatchObject(forbidden);
    expect(await give(admin, member, 'admin')).toMatchObject({ role: 'admin' });
    expect(await give(member, admin, 'guest')).toMatchObject({ role: 'guest' });
    expect(await remove(guest, guest)).toMatchObject({ removed: true });
  });

  test('given again as they are leave no trace; changed ones are noted for whom they are', async () => {
    const { owner, member } = team;
    const before = await versionOf(member.userId);
    await give(owner, member, 'member');
    expect(await versionOf(member.userId)).toBe(before);
    await give(owner, member, 'admin');
    expect(await versionOf(member.userId)).toBe(before + 1);
  });

  test('of a guest end what every member sees, and take them off what they do not see', async () => {
    const { owner, member } = team;
    const [open, own] = [
      await createTeamProject(team, owner),
      await createTeamProject(team, owner),
    ];
    await world.grant(own, member, 'write');
    const assigned = { title: 'Task', assigneeIds: [member.userId] };
    const lost = await createTask(owner.ctx(), { ...open, ...assigned });
    const kept = await createTask(owner.ctx(), { ...own, ...assigned });
    const opId = testId<OpId>();
    const { userId } = member;
    await setRole(owner.ctx(), { ...at(), userId, role: 'guest', opId });
    const read = async (taskId: typeof lost.id) => getTask(owner.ctx(), { ...at(), taskId });
    expect(await read(lost.id)).toMatchObject({ assigneeIds: [], version: 2 });
    expect(await read(kept.id)).toMatchObject({ assigneeIds: [userId], version: 1 });
    const { items } = await listChanges(owner.ctx(), { ...at(), limit: 2 });
    expect(items).toMatchObject([
      { type: 'task.updated', entityId: lost.id, before: { assigneeIds: [userId] }, groupId: opId },
      { type: 'member.roleChanged', groupId: opId },
    ]);
    const sent = getTask(member.ctx(), { ...at(), taskId: lost.id });
    await expect(sent).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const again = assignTask(owner.ctx(), { ...at(), taskId: lost.id, add: [userId], remove: [] });
    await expect(again).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});

/** All that a removed member tries with the right that they had; each that still goes through is named. */
async function stillMay(ctx: Ctx, things: Awaited<ReturnType<typeof setScene>>): Promise<string[]> {
  const { project, task, done } = things;
  const { projectId } = project;
  const tries: Record<string, () => Promise<unknown>> = {
    'reads a task': () => getTask(ctx, { ...at(), taskId: task.id }),
    'lists tasks': () => listTasks(ctx, { ...at(), projectId, limit: 10 }),
    'lists projects': () => listProjects(ctx, { ...at(), archived: false }),
    'reads the history': () => listChanges(ctx, { ...at(), limit: 10 }),
    'lists who is here': () => listMembers(ctx, at()),
    'lists hot tasks here': () => listHotTasks(ctx, at()),
    'writes a task': () =>
      updateTask(ctx, { ...at(), taskId: task.id, set: { title: 'Mine' }, add: {}, remove: {} }),
    'makes a task': () => createTask(ctx, { ...at(), title: 'Mine' }),
    'repeats what they did': () => createTask(ctx, done),
    'has hot tasks': async () => {
      const { items } = await listHotTasks(ctx, undefined);
      if (items.length === 0) throw new Error('none');
    },
  };
  const went: string[] = [];
  for (const [name, attempt] of Object.entries(tries)) {
    const isDone = await attempt().then(
      () => true,
      () => false,
    );
    if (isDone) went.push(name);
  }
  return went;
}

/** A private project of the member’s with an urgent task that is theirs, and a call that they can repeat. */
async function setScene() {
  const { member } = team;
  const project = await createTeamProject(team, member, { private: true });
  await world.grant(project, team.owner, 'write');
  const urgent = { ...project, priority: 3 } as const;
  const assigned = { ...urgent, title: 'Theirs', assigneeIds: [member.userId] };
  const task = await createTask(member.ctx(), assigned);
  const done = { ...project, title: 'Done before', opId: testId<OpId>() };
  await createTask(member.ctx(), done);
  return { project, task, done };
}

describe('who is removed', () => {
  test('I5, I7: may nothing from the next request on, in a browser or by a token', async () => {
    const { owner, member, workspaceId } = team;
    const scene = await setScene();
    const reach = { scopes: ['write' as const] };
    const callers = [
      member.ctx(),
      await tokenOf(member, reach),
      await tokenOf(member, { ...reach, workspaceIds: [workspaceId] }),
    ];
    for (const ctx of callers) expect(await stillMay(ctx, scene)).toHaveLength(10);
    await remove(owner, member);
    for (const ctx of callers) expect(await stillMay(ctx, scene)).toEqual([]);
    const rows = await db().$count(
      sql`project_members`,
      sql`workspace_id = ${workspaceId} AND user_id = ${member.userId}`,
    );
    expect(rows).toBe(0);
  });

  test('control: with the membership kept, what still goes through is seen', async () => {
    const scene = await setScene();
    plantBug('membership-kept');
    try {
      await remove(team.owner, team.member);
    } finally {
      plantBug(null);
    }
    const went = await stillMay(team.member.ctx(), scene);
    expect(went).toContain('reads the history');
    expect(went).toContain('lists projects');
  });

  test('stays assigned and shows as left; nobody can assign them again, or address them', async () => {
    const { owner, member } = team;
    const { task } = await setScene();
    const { userId } = member;
    const before = await versionOf(userId);
    await remove(owner, member);
    expect(await versionOf(userId)).toBe(before + 1);
    const read = await getTask(owner.ctx(), { ...at(), taskId: task.id });
    expect(read.assigneeIds).toEqual([userId]);
    const { items } = await listMembers(owner.ctx(), at());
    const removedAt = expect.any(String) as string;
    const left = items.find((item) => item.userId === userId);
    expect(left).toMatchObject({ email: null, removedAt });
    const sets = { ...at(), taskId: task.id, add: [], remove: [] };
    expect(await assignTask(owner.ctx(), { ...sets, remove: [userId] })).toMatchObject({
      assigneeIds: [],
    });
    const again = assignTask(owner.ctx(), { ...sets, add: [userId] });
    await expect(again).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    for (const call of [() => remove(owner, member), () => give(owner, member, 'admin')])
      await expect(call()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('is answered again under the same opId when they left by themselves', async () => {
    const { guest } = team;
    const input = { ...at(), userId: guest.userId, opId: testId<OpId>() };
    const answer = await removeMember(guest.ctx(), input);
    expect(await removeMember(guest.ctx(), input)).toEqual(answer);
    const other = removeMember(guest.ctx(), { ...at(), userId: guest.userId });
    await expect(other).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('leaves behind what was said before: assigned tasks, private projects, an inbox', async () => {
    const { owner, admin, member, guest } = team;
    const { project } = await setScene();
    const alone = await createTeamProject(team, member, { private: true });
    await createTask(member.ctx(), { ...at(), title: 'In the inbox' });
    const { userId } = member;
    const leaving = (by: Person) => getLeaving(by.ctx(), { ...at(), userId });
    const [only] = (await leaving(member)).privateProjects;
    expect(only).toMatchObject({ id: alone.projectId, name: 'Garden' });
    // The owner may write in the other one too, so that one is not the member's alone.
    expect(await leaving(member)).toEqual({
      openAssigned: 1,
      privateProjects: [only],
      inboxOpen: 1,
    });
    expect(await leaving(owner)).toEqual(await leaving(member));
    expect(await leaving(admin)).toMatchObject({ openAssigned: 0, privateProjects: [only] });
    await expect(leaving(guest)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await remove(owner, member);
    const { items } = await listProjectMembers(owner.ctx(), project);
    expect(items.map((item) => item.userId)).toEqual([owner.userId]);
  });
});

describe('addresses', () => {
  test('are told to owners and admins, and to each their own', async () => {
    const { owner, admin, member, guest } = team;
    const at2 = await createTeamProject(team, owner);
    await world.grant(at2, guest, 'read');
    const emails = async (person: Person) => {
      const { items } = await listMembers(person.ctx(), at());
      return items.flatMap(({ email }) => email ?? []).toSorted();
    };
    const all = [owner, admin, member, guest].map(({ email }) => email).toSorted();
    expect(await emails(owner)).toEqual(all);
    expect(await emails(admin)).toEqual(all);
    expect(await emails(member)).toEqual([member.email]);
    expect(await emails(guest)).toEqual([guest.email]);
  });
});
