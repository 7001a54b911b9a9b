import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { listChanges } from '../change/list-changes.ts';
import { addComment } from '../comment/add-comment.ts';
import type { LabelId, OpId, ProjectId, TaskId } from '../domain/ids.ts';
import type { Action } from '../domain/policy.ts';
import { removeMember } from '../member/remove-member.ts';
import { plantBug } from '../platform/bugs.ts';
import { setProjectPrivate } from '../project/set-project-private.ts';
import { shareProject } from '../project/share-project.ts';
import { unshareProject } from '../project/unshare-project.ts';
import { completeTask } from '../task/complete-task.ts';
import { createTask } from '../task/create-task.ts';
import { deleteTask } from '../task/delete-task.ts';
import { getTask } from '../task/get-task.ts';
import { moveTask } from '../task/move-task.ts';
import { restoreTask } from '../task/restore-task.ts';
import { createTeam, createTeamProject } from '../testing/team.ts';
import type { Team } from '../testing/team.ts';
import { callProcedure } from '../trpc/call-procedure.ts';
import { createWorld, testId } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { createWorkspace } from '../workspace/create-workspace.ts';
import { decodePositions, encodePositions } from './cursor.ts';
import { pullLog } from './pull-log.ts';
import type { SyncEntry, SyncEvent } from './schema.ts';

let world: World;
let team: Team;
let open: ProjectId;
let closed: ProjectId;
beforeAll(async () => {
  world = await createWorld();
  team = await createTeam(world);
  open = (await createTeamProject(team, team.owner)).projectId;
  closed = (await createTeamProject(team, team.owner, { private: true })).projectId;
});
afterEach(() => plantBug(null));
afterAll(() => world.close());

const here = () => ({ workspaceId: team.workspaceId });
const run = <T = unknown>(action: Action, input: object) =>
  callProcedure(team.owner.ctx(), action, { ...here(), ...input }) as Promise<T>;
const makeLabel = (name: string) => run<{ id: LabelId }>('label.create', { name });
const make = (projectId = open, title = 'Task') =>
  createTask(team.owner.ctx(), { ...here(), projectId, title });
const now = async (who: Person) => (await pullLog(who.ctx(), { limit: 200 })).cursor;

/** All that happened after a cursor. */
async function since(who: Person, cursor: string, limit = 200): Promise<SyncEvent[]> {
  const events: SyncEvent[] = [];
  for (let [from, isMore] = [cursor, true]; isMore;) {
    const page = await pullLog(who.ctx(), { cursor: from, limit });
    events.push(...page.events);
    [from, isMore] = [page.cursor, page.isMore];
  }
  return events;
}
const entriesSince = async (who: Person, cursor: string, limit?: number): Promise<SyncEntry[]> =>
  (await since(who, cursor, limit)).flatMap((event) =>
    event.kind === 'entries' ? event.entries : [],
  );

describe('what happened after a cursor', () => {
  test('comes in its order, each task once, as it is now', async () => {
    const from = await now(team.member);
    const task = await make();
    const ids = { ...here(), taskId: task.id };
    await run('task.update', { taskId: task.id, set: { title: 'Renamed' } });
    await addComment(team.owner.ctx(), { ...ids, body: 'said' });
    const label = await makeLabel('soon');
    const entries = await entriesSince(team.member, from);
    expect(entries).toMatchObject([
      { kind: 'change', type: 'task.created', entityId: task.id, actorId: team.owner.userId },
      { type: 'task.updated', entityId: task.id },
      { type: 'comment.added', taskId: task.id },
      { type: 'label.created', entityId: label.id },
    ]);
    const told = entries.map((entry) => (entry.kind === 'change' ? entry.task : undefined));
    const present = await getTask(team.member.ctx(), ids);
    expect(told).toEqual([undefined, undefined, present, undefined]);
    expect(await since(team.member, await now(team.member))).toEqual([]);
    // A write that changes nothing has a number too, of which the log says nothing.
    const before = await now(team.member);
    await run('task.update', { taskId: task.id, set: { title: 'Renamed' } });
    expect(await pullLog(team.member.ctx(), { cursor: before, limit: 1 })).toMatchObject({
      events: [],
      isMore: false,
      cursor: await now(team.member),
    });
  });

  test('is the same in pages of whole transactions, however short', async () => {
    const from = await now(team.member);
    const ids: TaskId[] = [];
    for (let n = 0; n < 7; n += 1) ids.push((await make()).id);
    for (const limit of [1, 2, 3, 100]) {
      const entries = await entriesSince(team.member, from, limit);
      expect(entries.map((entry) => 'entityId' in entry && entry.entityId)).toEqual(ids);
    }
  });

  test('comes in pages that stay short where texts are long', async () => {
    const from = await now(team.member);
    const ids: TaskId[] = [];
    for (let n = 0; n < 60; n += 1) ids.push((await make()).id);
    await world.runtime.db.execute(
      sql`UPDATE tasks SET notes = repeat('x', 99000) WHERE id = ANY(${sql.param(ids)}::uuid[])`,
    );
    const page = await pullLog(team.member.ctx(), { cursor: from, limit: 500 });
    expect(page.isMore).toBe(true);
    expect(JSON.stringify(page).length).toBeLessThan(6_000_000);
    const entries = await entriesSince(team.member, from, 500);
    expect(entries.map((entry) => 'entityId' in entry && entry.entityId)).toEqual(ids);
  });

  test('names an operation to whoever sent it, and to nobody else', async () => {
    const [mine, theirs] = [await now(team.owner), await now(team.member)];
    const opId = testId<OpId>();
    await createTask(team.owner.ctx(), { ...here(), projectId: open, title: 'x', opId });
    expect(await entriesSince(team.owner, mine)).toMatchObject([{ opId }]);
    expect(await entriesSince(team.member, theirs)).toMatchObject([{ opId: null }]);
  });
});

describe('what a reader may not see', () => {
  test('is not in it: another’s private project, and where a task went', async () => {
    const task = await make();
    const from = await now(team.member);
    await make(closed, 'Secret');
    await moveTask(team.owner.ctx(), { ...here(), taskId: task.id, projectId: closed });
    await run('task.update', { taskId: task.id, set: { title: 'Hidden' } });
    const entries = await entriesSince(team.member, from);
    expect(entries).toEqual([
      expect.objectContaining({ type: 'task.moved', projectId: null, task: null }),
    ]);
    expect(JSON.stringify(entries)).not.toContain('Hidden');
    plantBug('move-tells-all');
    expect(JSON.stringify(await entriesSince(team.member, from))).toContain('Hidden');
  });

  test('goes where it went: a deleted task is no more, with its return comes what hung from it', async () => {
    const [alone, task] = [await make(), await make()];
    await run('task.create', { parentId: task.id, title: 'Below' });
    const from = await now(team.member);
    await deleteTask(team.owner.ctx(), { ...here(), taskId: task.id });
    expect(await entriesSince(team.member, from)).toMatchObject([
      { type: 'task.deleted', task: null },
    ]);
    await restoreTask(team.owner.ctx(), { ...here(), taskId: task.id });
    expect(await entriesSince(team.member, from)).toMatchObject([
      { type: 'task.deleted' },
      { type: 'task.restored', task: { id: task.id } },
      { kind: 'scope.gained', projectId: open, taskId: task.id },
    ]);
    const later = await now(team.member);
    await deleteTask(team.owner.ctx(), { ...here(), taskId: alone.id });
    await restoreTask(team.owner.ctx(), { ...here(), taskId: alone.id });
    expect(await entriesSince(team.member, later)).toMatchObject([
      { type: 'task.deleted' },
      { type: 'task.restored', task: { id: alone.id } },
    ]);
  });

  test('comes back with its section, which is named, and nothing else of the project', async () => {
    const { id: sectionId } = await run<{ id: string }>('section.create', {
      projectId: open,
      name: 'Soon',
    });
    await run('section.delete', { sectionId });
    const from = await now(team.member);
    await run('section.restore', { sectionId });
    expect(await entriesSince(team.member, from)).toMatchObject([
      { type: 'section.restored' },
      { kind: 'scope.gained', projectId: open, sectionId },
    ]);
  });

  test('is gained with a move from where the reader does not see, whatever is on it now', async () => {
    const [silent, task] = [await make(closed), await make(closed)];
    await addComment(team.owner.ctx(), { ...here(), taskId: task.id, body: 'said' });
    const [from, both] = [await now(team.member), await now(team.owner)];
    for (const { id: taskId } of [silent, task])
      await moveTask(team.owner.ctx(), { ...here(), taskId, projectId: open });
    expect(await entriesSince(team.member, from)).toMatchObject([
      { type: 'task.moved', task: { id: silent.id } },
      { kind: 'scope.gained', projectId: open, taskId: silent.id },
      { type: 'task.moved', task: { id: task.id } },
      { kind: 'scope.gained', projectId: open, taskId: task.id },
    ]);
    const kinds = (await entriesSince(team.owner, both)).map(({ kind }) => kind);
    expect(kinds).toEqual(['change', 'change']);
  });

  test('is gained and lost with a right on a project', async () => {
    const { guest, owner } = team;
    const from = await now(guest);
    const [project, user] = [{ ...here(), projectId: closed }, { userId: guest.userId }];
    await shareProject(owner.ctx(), { ...project, ...user, right: 'read' });
    expect(await entriesSince(guest, from)).toMatchObject([
      { type: 'project.shared' },
      { kind: 'scope.gained', projectId: closed },
    ]);
    const shared = await now(guest);
    const seen = await make(closed, 'Before the end');
    await unshareProject(owner.ctx(), { ...project, ...user });
    await make(closed, 'After the end');
    expect(await entriesSince(guest, shared)).toEqual([{ kind: 'scope.lost', projectId: closed }]);
    plantBug('rights-at-connect');
    expect(JSON.stringify(await entriesSince(guest, shared))).toContain('After the end');
    expect(seen.projectId).toBe(closed);
  });

  test('is gained and lost with a project’s being open', async () => {
    const { owner, member, guest } = team;
    const project = { ...here(), projectId: (await createTeamProject(team, owner)).projectId };
    const [from, unmoved] = [await now(member), await now(guest)];
    await setProjectPrivate(owner.ctx(), { ...project, private: true });
    expect(await entriesSince(member, from)).toEqual([
      { kind: 'scope.lost', projectId: project.projectId },
    ]);
    const again = await now(member);
    await setProjectPrivate(owner.ctx(), { ...project, private: false });
    expect(await entriesSince(member, again)).toMatchObject([
      { type: 'project.visibilityChanged' },
      { kind: 'scope.gained', projectId: project.projectId },
    ]);
    expect(await since(guest, unmoved)).toEqual([]);
  });

  test('is what the log of changes does not show either, whoever asks', async () => {
    const people = [team.owner, team.admin, team.member, team.guest];
    const from = await Promise.all(people.map(now));
    const tasks = [await make(open), await make(closed), await make(open)];
    await moveTask(team.owner.ctx(), { ...here(), taskId: tasks[0]!.id, projectId: closed });
    await moveTask(team.owner.ctx(), { ...here(), taskId: tasks[1]!.id, projectId: open });
    await completeTask(team.owner.ctx(), { ...here(), taskId: tasks[2]!.id });
    const label = await makeLabel('known');
    for (const { id: taskId } of tasks)
      await run('task.update', { taskId, add: { labelIds: [label.id] } });
    for (const [index, person] of people.entries()) {
      const entries = await entriesSince(person, from[index]!);
      const told = entries.flatMap((entry) => (entry.kind === 'change' ? [entry] : []));
      const { items } = await listChanges(person.ctx(), { ...here(), limit: 100 });
      const listed = items.filter(({ seq }) => seq >= (told[0]?.seq ?? Infinity)).toReversed();
      expect(told.map(({ seq, n }) => [seq, n])).toEqual(listed.map(({ seq, n }) => [seq, n]));
    }
  });
});

describe('a cursor', () => {
  test('of other data is answered with a reset, and what comes then goes on', async () => {
    const { workspaceId, member } = team;
    const [position] = decodePositions(await now(member)).values();
    const { epoch, seq } = {
      ...position!,
      ...decodePositions(await now(member)).get(workspaceId)!,
    };
    const wrong = {
      'another epoch': { epoch: `${epoch}x`, seq },
      'data that was lost': { epoch, seq: seq + 1000 },
    };
    for (const [name, at] of Object.entries(wrong)) {
      const cursor = encodePositions(
        new Map([...decodePositions(await now(member)), [workspaceId, at]]),
      );
      const page = await pullLog(member.ctx(), { cursor, limit: 200 });
      expect(page.events, name).toEqual([{ kind: 'reset', workspaceId }]);
      expect(await since(member, page.cursor)).toEqual([]);
    }
    await world.runtime.db.execute(
      sql`UPDATE workspaces SET sync_floor_seq = seq WHERE id = ${workspaceId}`,
    );
    const old = encodePositions(new Map([[workspaceId, { epoch, seq: 1 }]]));
    expect(await since(member, old)).toContainEqual({ kind: 'reset', workspaceId });
  });

  test('goes on where a workspace came or went', async () => {
    const from = await now(team.member);
    const { id } = await createWorkspace(team.member.ctx(), { name: 'Own' });
    expect(await since(team.member, from)).toEqual([{ kind: 'workspace.gained', workspaceId: id }]);
    const leaver = await world.person('Leaver');
    await world.join(team.workspaceId, leaver, 'member');
    const before = await now(leaver);
    await removeMember(team.owner.ctx(), { ...here(), userId: leaver.userId });
    await make(open, 'After they left');
    expect(await since(leaver, before)).toEqual([
      { kind: 'workspace.lost', workspaceId: team.workspaceId },
    ]);
  });

  test('of another role is answered with a reset', async () => {
    const person = await world.person('Promoted');
    await world.join(team.workspaceId, person, 'guest');
    const from = await now(person);
    await run('member.setRole', { userId: person.userId, role: 'member' });
    expect(await since(person, from)).toEqual([{ kind: 'reset', workspaceId: team.workspaceId }]);
  });

  test.each(['', 'rubbish', 'W10'])('that is none is refused by its name: %j', async (cursor) => {
    await expect(pullLog(team.member.ctx(), { cursor, limit: 1 })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      issues: [{ path: ['cursor'] }],
    });
  });

  test('of nobody’s workspaces tells of each as gained', async () => {
    const cursor = encodePositions(new Map());
    expect(await since(team.guest, cursor)).toContainEqual({
      kind: 'workspace.gained',
      workspaceId: team.workspaceId,
    });
  });
});
