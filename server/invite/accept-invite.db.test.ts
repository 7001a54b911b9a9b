import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { registerAccount } from '../account/register-account.ts';
import { hashSecret } from '../auth/secret.ts';
import { listChanges } from '../change/list-changes.ts';
import type { OpId } from '../domain/ids.ts';
import { listMembers } from '../member/list-members.ts';
import { removeMember } from '../member/remove-member.ts';
import { setRole } from '../member/set-role.ts';
import { deleteProject } from '../project/delete-project.ts';
import { listProjects } from '../project/list-projects.ts';
import { unshareProject } from '../project/unshare-project.ts';
import { createTask } from '../task/create-task.ts';
import { listHotTasks } from '../task/list-hot-tasks.ts';
import { createTeam, createTeamProject } from '../testing/team.ts';
import type { Team } from '../testing/team.ts';
import { createWorld, testId, testPassword } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { deleteWorkspace } from '../workspace/delete-workspace.ts';
import { acceptInvite } from './accept-invite.ts';
import { getInvite } from './get-invite.ts';
import { inviteMember } from './invite-member.ts';
import { listInvites } from './list-invites.ts';
import { revokeInvite } from './revoke-invite.ts';
import type { MemberInviteInput } from './schema.ts';

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
const invite = (more: Partial<MemberInviteInput> = {}, by: Person = team.owner) => {
  const { workspaceId } = team;
  return inviteMember(by.ctx(), { workspaceId, role: 'member', expiresInDays: 7, ...more });
};
const accept = (person: Person, secret: string) => acceptInvite(person.ctx(), { secret });
const stateOf = async (secret: string) => (await getInvite(world.anonymous(), { secret })).state;
const conflict = (words: RegExp) => ({
  code: 'CONFLICT',
  message: expect.stringMatching(words) as string,
});
const peopleIn = async () => {
  const { items } = await listMembers(team.owner.ctx(), team);
  return items.filter(({ removedAt }) => removedAt === null).map(({ userId }) => userId);
};
const countWaiting = async () => {
  const found = await db().execute(
    sql`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return found.rows.length;
};
const projectsOf = async (person: Person) =>
  (await listProjects(person.ctx(), { ...team, archived: true })).items.map(({ name }) => name);

describe('a link', () => {
  test('I4: that several open at once lets one in, and the others are told', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { secret } = await invite();
      const people = await Promise.all(Array.from({ length: 4 }, () => world.person()));
      const before = await peopleIn();
      const answers = await Promise.allSettled(people.map((person) => accept(person, secret)));
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const answer of answers)
        if (answer.status === 'rejected') expect(answer.reason).toMatchObject(conflict(/used/));
      expect(await peopleIn()).toHaveLength(before.length + 1);
    }
  });

  test('I2: that one person accepts twice at once under one opId has one effect and one answer', async () => {
    const { secret } = await invite();
    const person = await world.person();
    const input = { secret, opId: testId<OpId>() };
    const calls = [1, 2].map(() => acceptInvite(person.ctx(), input));
    const [one, two] = await Promise.all(calls);
    expect(two).toEqual(one);
    await removeMember(person.ctx(), { ...team, userId: person.userId });
    const again = acceptInvite(person.ctx(), input);
    await expect(again).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('that is used, revoked or expired says so, and changes nothing', async () => {
    const person = await world.person();
    const [used, revoked, expired] = [await invite(), await invite(), await invite()];
    await accept(await world.person(), used.secret);
    await revokeInvite(team.admin.ctx(), { ...team, inviteId: revoked.id });
    await db().execute(
      sql`UPDATE invites SET expires_at = now() - interval '1 second' WHERE id = ${expired.id}`,
    );
    const states = { used, revoked, expired };
    for (const [state, { secret }] of Object.entries(states)) {
      expect(await stateOf(secret)).toBe(state);
      const refused = { ...conflict(new RegExp(state)), current: { state } };
      await expect(accept(person, secret)).rejects.toMatchObject(refused);
    }
    expect(await peopleIn()).not.toContain(person.userId);
    const { items } = await listInvites(team.owner.ctx(), team);
    expect(items).toEqual([]);
    const late = revokeInvite(team.owner.ctx(), { ...team, inviteId: used.id });
    await expect(late).rejects.toMatchObject(conflict(/was used/));
  });

  test.each(['deleted_at', 'disabled_at'])(
    'lets nobody in whose account ends (%s) while it is being accepted, and stays open',
    async (ended) => {
      const { secret } = await invite();
      const person = await world.person();
      const { userId } = person;
      const ending = await world.runtime.pool.connect();
      await ending.query(
        `BEGIN; UPDATE users SET ${ended} = now(), authz_version = authz_version + 1 WHERE id = '${userId}'`,
      );
      const accepted = accept(person, secret);
      accepted.catch(() => undefined);
      await expect.poll(countWaiting, { interval: 10 }).toBe(1);
      await ending.query('COMMIT');
      ending.release();
      await expect(accepted).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
      expect(await peopleIn()).not.toContain(userId);
      expect(await stateOf(secret)).toBe('open');
    },
  );

  test('that is none, or of a workspace that is gone, is not there', async () => {
    const person = await world.person();
    const { secret } = await invite();
    await deleteWorkspace(team.owner.ctx(), team);
    for (const none of [secret, `${secret}x`, 'cri_', '']) {
      const refused = { code: 'NOT_FOUND' };
      await expect(accept(person, none)).rejects.toMatchObject(refused);
      await expect(getInvite(person.ctx(), { secret: none })).rejects.toMatchObject(refused);
    }
  });

  test('tells a member that they are in, with the workspace, and stays for someone else', async () => {
    const { secret } = await invite({ role: 'guest' });
    const current = { id: team.workspaceId, role: 'admin' };
    const refused = { ...conflict(/already/), current };
    await expect(accept(team.admin, secret)).rejects.toMatchObject(refused);
    expect(await stateOf(secret)).toBe('open');
    expect(await accept(await world.person(), secret)).toMatchObject({ role: 'guest' });
  });

  test('ends with the right of whoever gave it: lowered, removed, disabled', async () => {
    const { admin, owner, workspaceId } = team;
    const others = await invite({}, admin);
    const toAdmin = await invite({ role: 'admin' }, admin);
    await setRole(owner.ctx(), { workspaceId, userId: admin.userId, role: 'member' });
    expect([await stateOf(others.secret), await stateOf(toAdmin.secret)]).toEqual([
      'revoked',
      'revoked',
    ]);
    await setRole(owner.ctx(), { workspaceId, userId: admin.userId, role: 'owner' });
    const [toOwner, toMember] = [await invite({ role: 'owner' }, admin), await invite({}, admin)];
    await setRole(owner.ctx(), { workspaceId, userId: admin.userId, role: 'admin' });
    expect([await stateOf(toOwner.secret), await stateOf(toMember.secret)]).toEqual([
      'revoked',
      'open',
    ]);
    await db().execute(sql`UPDATE users SET disabled_at = now() WHERE id = ${admin.userId}`);
    expect(await stateOf(toMember.secret)).toBe('revoked');
    await db().execute(sql`UPDATE users SET disabled_at = NULL WHERE id = ${admin.userId}`);
    await removeMember(owner.ctx(), { workspaceId, userId: admin.userId });
    const late = accept(await world.person(), toMember.secret);
    await expect(late).rejects.toMatchObject(conflict(/revoked/));
    const { items } = await listChanges(owner.ctx(), { workspaceId, limit: 100 });
    expect(items.filter(({ type }) => type === 'invite.revoked')).toHaveLength(4);
  });

  test('is 256 random bits that stand nowhere in the database', async () => {
    const { secret, id, url } = await invite({ email: 'ann@example.org' });
    expect(Buffer.from(secret.slice(4), 'base64url')).toHaveLength(32);
    expect(new URL(url).hash).toBe(`#${secret}`);
    const kept = await db().execute<{ hash: Buffer }>(
      sql`SELECT secret_hash AS hash FROM invites WHERE id = ${id}`,
    );
    expect(kept.rows[0]?.hash.equals(hashSecret(secret))).toBe(true);
    await accept(await world.person(), secret);
    const found = await db().execute<{ found: boolean }>(sql`
      SELECT query_to_xml('SELECT * FROM ' || relname, true, false, '')::text LIKE ${`%${secret.slice(4)}%`} AS found
      FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`);
    expect(found.rows.filter((row) => row.found)).toEqual([]);
    const listed = await listInvites(team.owner.ctx(), team);
    expect(JSON.stringify(listed)).not.toMatch(/secret|hash/i);
    const { items } = await listChanges(team.member.ctx(), { ...team, limit: 100 });
    expect(JSON.stringify(items)).not.toContain('ann@example.org');
  });

  test('is an admin’s to give up to their own role, and nobody else’s below', async () => {
    const forbidden = { code: 'FORBIDDEN' };
    await expect(invite({ role: 'owner' }, team.admin)).rejects.toMatchObject(forbidden);
    await expect(invite({ role: 'guest' }, team.member)).rejects.toMatchObject(forbidden);
    await expect(invite({ role: 'guest' }, team.guest)).rejects.toMatchObject(forbidden);
    const { id: inviteId } = await invite({ role: 'owner' });
    const byAdmin = revokeInvite(team.admin.ctx(), { ...team, inviteId });
    await expect(byAdmin).rejects.toMatchObject(forbidden);
    const own = { workspaceId: team.owner.workspaceId, role: 'owner' as const };
    await expect(invite(own)).rejects.toMatchObject(forbidden);
  });
});

describe('who accepts', () => {
  test('as a guest with a project sees that project with that right, and nothing else', async () => {
    const { projectId } = await createTeamProject(team, team.owner);
    await createTeamProject(team, team.admin);
    const { secret } = await invite({ role: 'guest', projectId, right: 'comment' });
    const guest = await world.person('New');
    await accept(guest, secret);
    const { items } = await listProjects(guest.ctx(), { ...team, archived: true });
    expect(items.map(({ id, right, isInbox }) => [isInbox || id, right])).toEqual([
      [true, 'write'],
      [projectId, 'comment'],
    ]);
    const shared = await listChanges(team.owner.ctx(), { ...team, projectId, limit: 1 });
    expect(shared.items).toMatchObject([
      { type: 'project.shared', after: { userId: guest.userId, right: 'comment' } },
    ]);
  });

  test('as a guest without a project has an inbox alone', async () => {
    await createTeamProject(team, team.owner);
    const guest = await world.person('New');
    await accept(guest, (await invite({ role: 'guest' })).secret);
    expect(await projectsOf(guest)).toEqual(['Inbox']);
  });

  test('is not given a project that whoever invited them does not see any more', async () => {
    const at = await createTeamProject(team, team.owner, { private: true });
    await world.grant(at, team.admin, 'write');
    const { projectId } = at;
    const gift = { role: 'guest', projectId, right: 'write' } as const;
    const [lost, gone] = [await invite(gift, team.admin), await invite(gift)];
    await unshareProject(team.owner.ctx(), { ...at, userId: team.admin.userId });
    const [first, second] = [await world.person(), await world.person()];
    await accept(first, lost.secret);
    expect(await projectsOf(first)).toEqual(['Inbox']);
    await deleteProject(team.owner.ctx(), at);
    await accept(second, gone.secret);
    expect(await projectsOf(second)).toEqual(['Inbox']);
  });

  test('a project that the one who invites does not see, or only reads, cannot be given', async () => {
    const at = await createTeamProject(team, team.member, { private: true });
    const gift = { role: 'guest', projectId: at.projectId, right: 'write' } as const;
    await expect(invite(gift)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const inbox = { ...gift, projectId: (await inboxOf(team.owner)).id };
    await expect(invite(inbox)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('after having left comes back to their inbox, their tasks and what is hot', async () => {
    const { member, owner, workspaceId } = team;
    const inbox = await inboxOf(member);
    const urgent = { workspaceId, priority: 3 } as const;
    await createTask(member.ctx(), { ...urgent, title: 'Mine' });
    const { projectId } = await createTeamProject(team, owner);
    const assigned = { ...urgent, projectId, assigneeIds: [member.userId] };
    await createTask(owner.ctx(), { ...assigned, title: 'Ours' });
    const hot = async () => {
      const { items } = await listHotTasks(member.ctx(), { workspaceId });
      return items.map(({ title }) => title).toSorted();
    };
    expect(await hot()).toEqual(['Mine', 'Ours']);
    const { secret } = await invite({ role: 'admin' });
    await removeMember(member.ctx(), { workspaceId, userId: member.userId });
    const kept = await db().execute(
      sql`SELECT 1 FROM hot_tasks WHERE workspace_id = ${workspaceId} AND user_id = ${member.userId}`,
    );
    expect(kept.rows).toEqual([]);
    const back = await accept(member, secret);
    expect(back).toMatchObject({ role: 'admin', inboxId: inbox.id });
    expect(await hot()).toEqual(['Mine', 'Ours']);
  });

  const inboxOf = async (person: Person) => {
    const { items } = await listProjects(person.ctx(), { ...team, archived: true });
    const inbox = items.find(({ isInbox }) => isInbox);
    if (!inbox) throw new Error('there is no inbox');
    return inbox;
  };
});

describe('where sign-up is by invitation', () => {
  const signUp = (mode: string) =>
    db().execute(sql`UPDATE instance_settings SET sign_up = ${mode}`);
  afterEach(() => signUp('open'));
  const newcomer = () => ({
    email: `${testId()}@example.org`,
    password: testPassword,
    name: 'New',
    locale: 'en' as const,
    timeZone: 'UTC',
  });
  const register = (inviteSecret?: string) =>
    registerAccount({ ...world.anonymous(), address: null }, { ...newcomer(), inviteSecret });

  const forbidden = { code: 'FORBIDDEN' };

  test('an open invite lets one register and stays theirs to accept; no other does', async () => {
    const [open, revoked] = [await invite(), await invite()];
    await revokeInvite(team.owner.ctx(), { ...team, inviteId: revoked.id });
    await signUp('invitation');
    expect(await getInvite(world.anonymous(), open)).toMatchObject({
      instanceSignUp: 'invitation',
    });
    for (const secret of [undefined, revoked.secret, 'cri_none'])
      await expect(register(secret)).rejects.toMatchObject(forbidden);
    const { user } = await register(open.secret);
    expect(await stateOf(open.secret)).toBe('open');
    const late = await invite();
    await signUp('closed');
    await expect(register(late.secret)).rejects.toMatchObject(forbidden);
    await signUp('open');
    const other = await world.person();
    const used = { ...conflict(/used/), current: { state: 'used' } };
    await expect(accept(other, open.secret)).rejects.toMatchObject(used);
    expect(await getInvite(other.ctx(), open)).toMatchObject({ state: 'used' });
    const principal = { kind: 'system', userId: user.id } as const;
    const own = { ...world.anonymous(), principal };
    expect(await acceptInvite(own, open)).toMatchObject({ id: team.workspaceId });
    expect(await peopleIn()).toContain(user.id);
  });

  test('an invite makes one account, not as many as have its link, also at once', async () => {
    const { secret } = await invite();
    await signUp('invitation');
    const answers = await Promise.allSettled([1, 2, 3].map(() => register(secret)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers)
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject(forbidden);
    await expect(register(secret)).rejects.toMatchObject(forbidden);
  });

  test('a call that comes again makes no second account and needs no second invite', async () => {
    const { secret } = await invite();
    await signUp('invitation');
    const sent = { ...newcomer(), inviteSecret: secret, opId: testId<OpId>() };
    const ctx = { ...world.anonymous(), address: null };
    const made = await registerAccount(ctx, sent);
    expect(await registerAccount(ctx, sent)).toEqual(made);
  });
});
