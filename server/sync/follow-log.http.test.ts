import { createTRPCClient, httpSubscriptionLink } from '@trpc/client';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ProjectId } from '../domain/ids.ts';
import { removeMember } from '../member/remove-member.ts';
import { plantBug } from '../platform/bugs.ts';
import { shareProject } from '../project/share-project.ts';
import { unshareProject } from '../project/unshare-project.ts';
import { serve } from '../http/testing/served.ts';
import type { Served } from '../http/testing/served.ts';
import { createTask } from '../task/create-task.ts';
import { createTeam, createTeamProject } from '../testing/team.ts';
import type { Team } from '../testing/team.ts';
import { createToken } from '../token/create-token.ts';
import type { TokenCreateInput } from '../token/schema.ts';
import { createWorld } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { callProcedure } from '../trpc/call-procedure.ts';
import type { AppRouter } from '../trpc/root.ts';
import { createEventSource } from '../trpc/wire/testing/event-source.ts';
import type { SyncLiveEvent } from './schema.ts';
import { openStream } from './testing/follow.ts';
import type { Stream } from './testing/follow.ts';

let world: World;
let served: Served;
let team: Team;
let projectId: ProjectId;
const streams: Stream[] = [];
beforeAll(async () => {
  world = await createWorld({ cached: true });
  served = await serve(world.runtime);
  team = await createTeam(world);
  ({ projectId } = await createTeamProject(team, team.owner));
});
afterEach(async () => {
  plantBug(null);
  for (const stream of streams.splice(0)) stream.close();
});
afterAll(async () => {
  await served.close();
  await world.close();
});

const here = () => ({ workspaceId: team.workspaceId });
const make = (title: string, at = projectId) =>
  createTask(team.owner.ctx(), { ...here(), projectId: at, title });
const url = (input?: object) =>
  `${served.origin}/api/trpc/sync.live${input ? `?input=${encodeURIComponent(JSON.stringify(input))}` : ''}`;

async function open(headers: Record<string, string>, input?: object): Promise<Stream> {
  const stream = await openStream(url(input), headers);
  streams.push(stream);
  return stream;
}
const cookieOf = ({ session }: Person) => ({ cookie: `cairn.session=${session}` });

/** Follows as a person, from when all that was is told. */
async function follow(person: Person, headers = {}, input?: object): Promise<Stream> {
  const stream = await open({ ...cookieOf(person), ...headers }, input);
  await vi.waitFor(() => expect(eventsOf(stream).map(({ kind }) => kind)).toContain('ready'));
  return stream;
}

const eventsOf = ({ messages }: Stream): SyncLiveEvent[] =>
  messages
    .filter(({ event, data }) => event === 'message' && data !== null)
    .map(({ data }) => data as SyncLiveEvent);
const entriesOf = (stream: Stream) =>
  eventsOf(stream).flatMap((event) => (event.kind === 'entries' ? event.entries : []));
const titlesOf = (stream: Stream) =>
  entriesOf(stream).flatMap((entry) =>
    entry.kind === 'change' && entry.task ? [entry.task.title] : [],
  );
const sees = (stream: Stream, title: string) =>
  vi.waitFor(() => expect(titlesOf(stream)).toContain(title), { timeout: 10_000 });

describe('a stream', () => {
  test('tells what others do as they do it, and goes on where another ended', async () => {
    const first = await follow(team.member);
    await make('Milk');
    await sees(first, 'Milk');
    first.close();
    await make('Bread');
    await make('Salt');
    const lastEventId = first.messages.findLast(({ id }) => id !== null)?.id ?? '';
    const second = await follow(team.member, { 'last-event-id': lastEventId });
    await sees(second, 'Salt');
    expect(titlesOf(second)).toEqual(['Bread', 'Salt']);
    const third = await follow(team.member, {}, { cursor: lastEventId });
    await sees(third, 'Salt');
    expect(titlesOf(third)).toEqual(['Bread', 'Salt']);
  });

  test('is one over all workspaces, and takes in what the person comes into', async () => {
    const stream = await follow(team.admin);
    const { id } = (await callProcedure(team.admin.ctx(), 'workspace.create', { name: 'New' })) as {
      id: string;
    };
    await vi.waitFor(() =>
      expect(eventsOf(stream)).toContainEqual({ kind: 'workspace.gained', workspaceId: id }),
    );
    await callProcedure(team.admin.ctx(), 'task.create', {
      workspaceId: id,
      title: 'There',
    });
    await sees(stream, 'There');
    await make('Here');
    await sees(stream, 'Here');
  });

  test('is read by the link of tRPC’s own client, for a program with a token', async () => {
    const asked = { name: 'link', scopes: ['sync.live'] };
    const { secret } = await createToken(team.member.ctx(), asked as TokenCreateInput);
    const received: SyncLiveEvent[] = [];
    const EventSource = createEventSource({ authorization: `Bearer ${secret}` });
    const client = createTRPCClient<AppRouter>({
      links: [httpSubscriptionLink({ url: `${served.origin}/api/trpc`, EventSource })],
    });
    const subscription = client.sync.live.subscribe(undefined, {
      onData: ({ data }) => received.push(data),
    });
    await vi.waitFor(() => expect(received).toContainEqual({ kind: 'ready' }));
    await make('For a program');
    await vi.waitFor(() => expect(JSON.stringify(received)).toContain('For a program'));
    subscription.unsubscribe();
  });

  test('that is nobody’s, and a cursor that is none, are refused in words', async () => {
    const anonymous = await open({});
    await anonymous.ended;
    expect(anonymous.messages.at(-1)).toMatchObject({
      event: 'serialized-error',
      data: { data: { code: 'UNAUTHORIZED' } },
    });
    const broken = await open(cookieOf(team.member), { cursor: 'rubbish' });
    await broken.ended;
    expect(broken.messages.at(-1)).toMatchObject({
      event: 'serialized-error',
      data: { data: { code: 'BAD_REQUEST', issues: [{ path: ['cursor'] }] } },
    });
  });

  test('does not keep a process from ending, and says where to go on', async () => {
    const other = await serve(world.runtime);
    const stream = await openStream(`${other.origin}/api/trpc/sync.live`, cookieOf(team.member));
    await vi.waitFor(() => expect(eventsOf(stream)).toContainEqual({ kind: 'ready' }));
    const drained = other.gate.drain();
    await stream.ended;
    await drained;
    expect(stream.messages.findLast(({ id }) => id !== null)?.id).toEqual(expect.any(String));
  });
});

describe('I6: nothing later than what took the right away is in a stream', () => {
  test('after a project was taken from the reader', async () => {
    const { projectId: secret } = await createTeamProject(team, team.owner, { private: true });
    const [at, user] = [{ ...here(), projectId: secret }, { userId: team.member.userId }];
    const take = async () => {
      await shareProject(team.owner.ctx(), { ...at, ...user, right: 'write' });
      const stream = await follow(team.member);
      await make('Shared', secret);
      await sees(stream, 'Shared');
      await unshareProject(team.owner.ctx(), { ...at, ...user });
      await make('Secret', secret);
      await make('Open');
      await sees(stream, 'Open');
      return stream;
    };
    const stream = await take();
    expect(entriesOf(stream)).toContainEqual({ kind: 'scope.lost', projectId: secret });
    expect(titlesOf(stream)).not.toContain('Secret');
    plantBug('rights-at-connect');
    expect(titlesOf(await take())).toContain('Secret');
  });

  test('after the reader was removed', async () => {
    const person = await world.person('Removed');
    await world.join(team.workspaceId, person, 'member');
    const stream = await follow(person);
    await removeMember(team.owner.ctx(), { ...here(), userId: person.userId });
    await make('After they left');
    const own = { workspaceId: person.workspaceId, title: 'Their own' };
    await createTask(person.ctx(), own);
    await sees(stream, 'Their own');
    expect(eventsOf(stream)).toContainEqual({ kind: 'workspace.lost', ...here() });
    expect(titlesOf(stream)).not.toContain('After they left');
  });

  test('after a session was ended, by a hint or without one', async () => {
    for (const told of [true, false]) {
      const person = await world.person('Ended');
      const stream = await follow(person);
      await world.runtime.db.execute(
        sql`UPDATE sessions SET revoked_at = now() WHERE id = ${person.sessionId}`,
      );
      if (told) world.runtime.cache.hints.tell([`{u:${person.userId}}`]);
      await stream.ended;
      expect(stream.messages.at(-1)).toMatchObject({
        event: 'serialized-error',
        data: { data: { code: 'UNAUTHORIZED' } },
      });
    }
  });
});

test('where the data is another, all who follow begin anew, and go on from there', async () => {
  const stream = await follow(team.member);
  await make('Before');
  await sees(stream, 'Before');
  const db = world.runtime.db;
  // A standby that lacked the last writes was promoted: another epoch, and smaller numbers.
  await db.execute(sql`UPDATE instance_settings SET epoch = gen_random_uuid()`);
  await db.execute(sql`UPDATE workspaces SET seq = seq + 1000 WHERE id = ${team.workspaceId}`);
  await vi.waitFor(() => expect(eventsOf(stream)).toContainEqual({ kind: 'reset', ...here() }), {
    timeout: 10_000,
  });
  await make('After');
  await sees(stream, 'After');
});

test('what another process writes comes without a hint, a second later at the most', async () => {
  const stream = await follow(team.member);
  const hints = vi.spyOn(world.runtime.cache.hints, 'tell').mockReturnValue();
  await make('Unheard');
  await sees(stream, 'Unheard');
  hints.mockRestore();
});
