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

    expect(await seen(here, owner, { projectId })).toEqual([]);
    expect(await seen(there, member, { projectId })).toEqual(only(owner));
    await vi.waitFor(() => expect(nudges(stream)).toBe(1), 10_000);
    expect(await seen(here, owner, { projectId })).toEqual(only(member));

    expect(await seen(there, member, { projectId, taskId })).toEqual(only(owner));
    await vi.waitFor(() => expect(nudges(stream)).toBe(2), 10_000);
    expect(await seen(here, owner, { projectId })).toEqual(only(member, taskId));

    // The same once more is no news.
    await look(there, member, { projectId, taskId });
    expect((await leave(there, member, { projectId })).status).toBe(200);
    await vi.waitFor(() => expect(nudges(stream)).toBe(3), 10_000);
    expect(await seen(here, owner, { projectId })).toEqual([]);
    await allTold(stream, projectId);
    for (const silent of [idle, program]) await allTold(silent, projectId);
    expect([stream, idle, program].map(nudges)).toEqual([3, 0, 0]);
  });

  test('a nudge moves no cursor', async () => {
    const { projectId } = await newProject();
    const { owner, member } = team;
    const [here, there] = apps as [App, App];
    const stream = await follow(here, cookieOf(owner));
    await look(here, owner, { projectId });
    await look(there, member, { projectId });
    await vi.waitFor(() => expect(nudges(stream)).toBe(1), 10_000);
    const told = stream.messages.filter(({ id }) => id !== null);
    expect(told.at(-1)?.data).toEqual({ kind: 'presence' });
    expect(told.at(-1)?.id).toBe(told.at(-2)?.id);
  });

  test('who is in a process that dies is gone once nobody says so any more', async () => {
    const { projectId } = await newProject();
    const { owner, member } = team;
    const brief = await start({ lookSeconds: 2 });
    try {
      await look(brief, member, { projectId });
      await brief.replace();
      await expect
        .poll(() => seen(apps[0]!, owner, { projectId }), { timeout: 15_000 })
        .toEqual([]);
    } finally {
      await brief.close();
    }
    // The control: one that is said again stays, whoever says it.
    await look(apps[1]!, member, { projectId });
    await apps[1]!.replace();
    expect(await seen(apps[0]!, owner, { projectId })).toEqual(only(member));
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
  /** Somebody looks and is removed: what each is told then, in a process that may have a bug. */
  async function removed(app: App) {
    const { projectId, workspaceId } = await newProject();
    const person = await world.person('Removed');
    await world.join(workspaceId, person, 'member');
    await look(app, person, { projectId });
    expect(await seen(app, team.owner, { projectId })).toEqual(only(person));
    const stream = await follow(app, cookieOf(person));
    await removeMember(team.owner.ctx(), { workspaceId, userId: person.userId });
    const told = await seen(app, team.owner, { projectId });
    const refused = (await look(app, person, { projectId })).status;
    // News, of which they would hear if they still counted as one who looks.
    await look(app, team.admin, { projectId });
    const own = { workspaceId: person.workspaceId, title: 'Their own' };
    await createTask(person.ctx(), own);
    await vi.waitFor(() => expect(JSON.stringify(stream.messages)).toContain('Their own'), 10_000);
    return { told, refused, nudges: nudges(stream), person };
  }

  test('is not told of, and hears nothing', async () => {
    const { told, refused, nudges: heard } = await removed(apps[0]!);
    expect({ told, refused, heard }).toEqual({ told: [], refused: 404, heard: 0 });
  });

  test('the control: with the planted bug they are told of, and hear', async () => {
    const app = await start({ bug: 'lookers-unproved' });
    try {
      const { told, refused, nudges: heard, person } = await removed(app);
      expect({ told, refused }).toEqual({ told: only(person), refused: 404 });
      expect(heard).toBeGreaterThan(0);
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
    await look(there, member, { projectId });
    expect(await seen(here, owner, { projectId })).toEqual(only(member));
    await unshareProject(owner.ctx(), share);
    expect(await seen(here, owner, { projectId })).toEqual([]);
    expect((await look(there, member, { projectId })).status).toBe(404);

    const { projectId: open } = await newProject();
    const made = { workspaceId, projectId: open, title: 'Goes' };
    const { id: taskId } = await createTask(owner.ctx(), made);
    const at = { projectId: open, taskId };
    await look(here, owner, at);
    expect(await seen(there, member, at)).toEqual(only(owner, taskId));
    await moveTask(owner.ctx(), { workspaceId, taskId, projectId });
    expect(await seen(there, member, { projectId: open })).toEqual(only(owner));
    expect((await look(there, member, at)).status).toBe(404);
  });
});

test('while Redis is dead nobody looks, and nothing else is otherwise', async () => {
  const { projectId } = await newProject();
  const { owner, member } = team;
  const [here, there] = apps as [App, App];
  await look(there, member, { projectId });
  expect(await seen(here, owner, { projectId })).toEqual(only(member));
  await redis.kill();
  for (const [server, person] of [
    [here, owner],
    [there, member],
  ] as const) {
    expect(await look(server, person, { projectId })).toEqual({ status: 200, looks: [] });
    expect((await leave(server, person, { projectId })).status).toBe(200);
  }
  await redis.restart('nothing');
  const both = async () => {
    await look(there, member, { projectId });
    return seen(here, owner, { projectId });
  };
  await expect.poll(both, { timeout: 30_000 }).toEqual(only(member));
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
