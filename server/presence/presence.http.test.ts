import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ProjectId, TaskId } from '../domain/ids.ts';
import { removeMember } from '../member/remove-member.ts';
import { serve } from '../http/testing/served.ts';
import { shareProject } from '../project/share-project.ts';
import { unshareProject } from '../project/unshare-project.ts';
import { openStream } from '../sync/testing/follow.ts';
import type { Stream } from '../sync/testing/follow.ts';
import { createTask } from '../task/create-task.ts';
import { moveTask } from '../task/move-task.ts';
import { startApp } from '../testing/cached/app.ts';
import type { App, AppOptions } from '../testing/cached/app.ts';
import { startRedis } from '../testing/redis.ts';
import type { TestRedis } from '../testing/redis.ts';
import { createTeam, createTeamProject } from '../testing/team.ts';
import type { Team } from '../testing/team.ts';
import { createWorld } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { createToken } from '../token/create-token.ts';
import type { PresenceLookOutput } from './schema.ts';

let world: World;
let redis: TestRedis;
let team: Team;
let apps: App[];
const streams: Stream[] = [];
const start = async (options: Partial<AppOptions> = {}) => {
  const app = await startApp({
    databaseUrl: world.database.url,
    redisPort: redis.port,
    ...options,
  });
  await vi.waitUntil(() => app.isUsed(), 30_000);
  return app;
};
beforeAll(async () => {
  world = await createWorld();
  redis = await startRedis();
  team = await createTeam(world);
  apps = [await start(), await start()];
});
afterEach(() => {
  for (const stream of streams.splice(0)) stream.close();
});
afterAll(async () => {
  for (const app of apps) await app.close();
  await redis.remove();
  await world.close();
});

type At = { projectId: ProjectId; taskId?: TaskId };
type Server = { url(): string };
type Answer = { status: number; looks: PresenceLookOutput['looks'] };

const cookieOf = ({ session }: Person) => ({ cookie: `cairn.session=${session}` });
const tabOf = ({ userId }: Person) => `tab-${userId.slice(-8)}`;

async function call(server: Server, person: Person, verb: string, at: At): Promise<Answer> {
  const asked = { workspaceId: team.workspaceId, tabId: tabOf(person), ...at };
  const input = encodeURIComponent(JSON.stringify(asked));
  const url = `${server.url()}/api/trpc/presence.${verb}?input=${input}`;
  const answer = await fetch(url, { headers: cookieOf(person) });
  const body = (await answer.json()) as { result?: { data: PresenceLookOutput } };
  return { status: answer.status, looks: body.result?.data.looks ?? [] };
}
const look = (server: Server, person: Person, at: At) => call(server, person, 'look', at);
const leave = (server: Server, person: Person, at: At) => call(server, person, 'leave', at);
const seen = async (server: Server, person: Person, at: At) =>
  (await look(server, person, at)).looks;
/**
 * On a busy machine Redis may be late for once: then it is left alone for a moment, in which nobody looks and nobody
 * is nudged. So what must come is awaited.
 */
const sees = (server: Server, person: Person, at: At, looks: Answer['looks']) =>
  expect.poll(() => seen(server, person, at), { timeout: 15_000 }).toEqual(looks);
async function heard(stream: Stream, act: () => Promise<unknown>, undo: () => Promise<unknown>) {
  const tryTo = async () => {
    const before = nudges(stream);
    await act();
    const isHeard = vi.waitUntil(() => nudges(stream) > before, 1_000).catch(() => false);
    if (await isHeard) return true;
    await undo();
    return false;
  };
  await expect.poll(tryTo, { timeout: 30_000 }).toBe(true);
}
/** Both look, and the second sees the first. */
async function meet(first: [Server, Person], second: [Server, Person], at: At) {
  const both = async () => {
    await look(...first, at);
    return seen(...second, at);
  };
  await expect.poll(both, { timeout: 30_000 }).toEqual(only(first[1], at.taskId));
}
const only = ({ userId }: Person, taskId: TaskId | null = null) => [{ userId, taskId }];

/** Follows from when all that was is told. */
async function follow(server: Server, headers: Record<string, string>): Promise<Stream> {
  const stream = await openStream(`${server.url()}/api/trpc/sync.live`, headers);
  streams.push(stream);
  await vi.waitFor(() => expect(kindsOf(stream)).toContain('ready'), 10_000);
  return stream;
}
const kindsOf = ({ messages }: Stream) =>
  messages.flatMap(({ event, data }) =>
    event === 'message' && data !== null ? [(data as { kind: string }).kind] : [],
  );
const nudges = (stream: Stream) => kindsOf(stream).filter((kind) => kind === 'presence').length;
/** What happened until now has come to a stream once this has. */
async function allTold(stream: Stream, projectId: ProjectId): Promise<void> {
  const before = kindsOf(stream).filter((kind) => kind === 'entries').length;
  await createTask(team.owner.ctx(), { workspaceId: team.workspaceId, projectId, title: 'mark' });
  const entries = () => kindsOf(stream).filter((kind) => kind === 'entries').length;
  await vi.waitFor(() => expect(entries()).toBeGreaterThan(before), 10_000);
}
const newProject = (options?: { private: boolean }) => createTeamProject(team, team.owner, options);

describe('two processes over one Redis', () => {
  test('who comes, opens a task and leaves is told to those who look, at once and to nobody else', async () => {
    const { projectId, workspaceId } = await newProject();
    const { owner, member, admin } = team;
    const [here, there] = apps as [App, App];
    const made = { workspaceId, projectId, title: 'Oar' };
    const { id: taskId } = await createTask(owner.ctx(), made);
    const stream = await follow(here, cookieOf(owner));
    const idle = await follow(here, cookieOf(admin));
    const { secret } = await createToken(owner.ctx(), { name: 'bot', scopes: ['read'] });
    const program = await follow(here, { authorization: `Bearer ${secret}` });

    const come = () => look(there, member, { projectId });
    const open = () => look(there, member, { projectId, taskId });
    const go = () => leave(there, member, { projectId });
    await sees(here, owner, { projectId }, []);
    await heard(stream, come, go);
    await sees(there, member, { projectId }, only(owner));
    await sees(here, owner, { projectId }, only(member));
    await heard(stream, open, come);
    await sees(here, owner, { projectId }, only(member, taskId));
    await heard(stream, go, open);
    await sees(here, owner, { projectId }, []);
    for (const silent of [idle, program]) {
      await allTold(silent, projectId);
      expect(nudges(silent)).toBe(0);
    }
  });

  test('a nudge moves no cursor', async () => {
    const { projectId } = await newProject();
    const { owner, member } = team;
    const [here, there] = apps as [App, App];
    const stream = await follow(here, cookieOf(owner));
    await sees(here, owner, { projectId }, []);
    const come = () => look(there, member, { projectId });
    await heard(stream, come, () => leave(there, member, { projectId }));
    const told = stream.messages.filter(({ id }) => id !== null);
    expect(told.at(-1)?.data).toEqual({ kind: 'presence' });
    expect(told.at(-1)?.id).toBe(told.at(-2)?.id);
  });

  test('who is in a process that dies is gone once nobody says so any more', async () => {
    const { projectId } = await newProject();
    const { owner, member } = team;
    const brief = await start({ lookSeconds: 2 });
    try {
      await meet([brief, member], [apps[0]!, owner], { projectId });
      await brief.replace();
      await sees(apps[0]!, owner, { projectId }, []);
    } finally {
      await brief.close();
    }
    // The control: one that is said again stays, whoever says it.
    await sees(apps[1]!, member, { projectId }, only(owner));
    await apps[1]!.replace();
    await sees(apps[0]!, owner, { projectId }, only(member));
  });

  test('a program may not look', async () => {
    const { projectId, workspaceId } = await newProject();
    const { secret } = await createToken(team.owner.ctx(), { name: 'all', scopes: ['write'] });
    const input = encodeURIComponent(JSON.stringify({ workspaceId, projectId, tabId: 'x' }));
    const headers = { authorization: `Bearer ${secret}` };
    for (const verb of ['look', 'leave']) {
      const url = `${apps[0]!.url()}/api/trpc/presence.${verb}?input=${input}`;
      expect((await fetch(url, { headers })).status).toBe(403);
    }
  });
});

describe('who lost the right', () => {
  /** Somebody looks and is removed: of whom a third hears then, and what they hear themselves. */
  async function removed(app: App) {
    const { projectId, workspaceId } = await newProject();
    const { owner, admin } = team;
    const person = await world.person('Removed');
    await world.join(workspaceId, person, 'member');
    await meet([app, person], [app, owner], { projectId });
    const [theirs, witness] = [
      await follow(app, cookieOf(person)),
      await follow(app, cookieOf(owner)),
    ];
    await removeMember(owner.ctx(), { workspaceId, userId: person.userId });
    const come = () => look(app, admin, { projectId });
    await heard(witness, come, () => leave(app, admin, { projectId }));
    const others = async () => (await seen(app, admin, { projectId })).map((one) => one.userId);
    await expect.poll(others, { timeout: 15_000 }).toContain(owner.userId);
    const refused = (await look(app, person, { projectId })).status;
    const own = { workspaceId: person.workspaceId, title: 'Their own' };
    await createTask(person.ctx(), own);
    await vi.waitFor(() => expect(JSON.stringify(theirs.messages)).toContain('Their own'), 10_000);
    const isTold = (await others()).includes(person.userId);
    return { isTold, hears: nudges(theirs) > 0, refused };
  }

  test('is not told of, and hears nothing', async () => {
    expect(await removed(apps[0]!)).toEqual({ isTold: false, hears: false, refused: 404 });
  });

  test('the control: with the planted bug they are told of, and hear', async () => {
    const app = await start({ bug: 'lookers-unproved' });
    try {
      expect(await removed(app)).toEqual({ isTold: true, hears: true, refused: 404 });
    } finally {
      await app.close();
    }
  });

  test('of a private project that they saw, or of a task that went where they do not see', async () => {
    const { projectId, workspaceId } = await newProject({ private: true });
    const { owner, member } = team;
    const [here, there] = apps as [App, App];
    const share = { workspaceId, projectId, userId: member.userId };
    await shareProject(owner.ctx(), { ...share, right: 'read' });
    await meet([there, member], [here, owner], { projectId });
    await unshareProject(owner.ctx(), share);
    expect(await seen(here, owner, { projectId })).toEqual([]);
    expect((await look(there, member, { projectId })).status).toBe(404);

    const { projectId: open } = await newProject();
    const made = { workspaceId, projectId: open, title: 'Goes' };
    const { id: taskId } = await createTask(owner.ctx(), made);
    const at = { projectId: open, taskId };
    await meet([here, owner], [there, member], at);
    await moveTask(owner.ctx(), { workspaceId, taskId, projectId });
    await sees(there, member, { projectId: open }, only(owner));
    expect((await look(there, member, at)).status).toBe(404);
  });
});

test('while Redis is dead nobody looks, and nothing else is otherwise', async () => {
  const { projectId } = await newProject();
  const { owner, member } = team;
  const [here, there] = apps as [App, App];
  await meet([there, member], [here, owner], { projectId });
  await redis.kill();
  for (const [server, person] of [
    [here, owner],
    [there, member],
  ] as const) {
    expect(await look(server, person, { projectId })).toEqual({ status: 200, looks: [] });
    expect((await leave(server, person, { projectId })).status).toBe(200);
  }
  await redis.restart('nothing');
  await meet([there, member], [here, owner], { projectId });
});

test('without Redis it is the same in the one process', async () => {
  const { projectId } = await newProject();
  const { owner, member } = team;
  const served = await serve(world.runtime);
  const server = { url: () => served.origin };
  try {
    const stream = await follow(server, cookieOf(owner));
    await look(server, owner, { projectId });
    expect(await seen(server, member, { projectId })).toEqual(only(owner));
    await vi.waitFor(() => expect(nudges(stream)).toBe(1), 10_000);
    expect(await seen(server, owner, { projectId })).toEqual(only(member));
    await leave(server, member, { projectId });
    await vi.waitFor(() => expect(nudges(stream)).toBe(2), 10_000);
    expect(await seen(server, owner, { projectId })).toEqual([]);
  } finally {
    await served.close();
  }
});
