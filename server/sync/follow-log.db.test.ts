import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { ProjectId } from '../domain/ids.ts';
import { createTask } from '../task/create-task.ts';
import { createTeam, createTeamProject } from '../testing/team.ts';
import type { Team } from '../testing/team.ts';
import { createWorld, testId } from '../testing/world.ts';
import type { World } from '../testing/world.ts';
import { callProcedure } from '../trpc/call-procedure.ts';
import { followLog } from './follow-log.ts';
import type { Stream } from './follow-log.ts';
import type { SyncLiveEvent } from './schema.ts';

let world: World;
let team: Team;
let projectId: ProjectId;
const streams: Stream[] = [];
beforeAll(async () => {
  world = await createWorld({ cached: true });
  team = await createTeam(world);
  ({ projectId } = await createTeamProject(team, team.owner));
});
afterEach(() => {
  for (const stream of streams.splice(0)) stream.stop();
});
afterAll(() => world.close());

const told = (check: () => void) => vi.waitFor(check, { timeout: 20_000 });

/** A stream into a list, which is full after each event for as long as `isFull` says so. */
async function follow() {
  const sink = {
    isFull: false,
    events: [] as SyncLiveEvent[],
    write(_: string, event: SyncLiveEvent) {
      sink.events.push(event);
      return !sink.isFull;
    },
    fail: vi.fn<(error: unknown) => void>(),
  };
  const stream = followLog(team.member.ctx(), undefined, sink);
  streams.push(stream);
  await told(() => expect(sink.events).toEqual([{ kind: 'ready' }]));
  return { sink, stream };
}

const titlesIn = (events: readonly SyncLiveEvent[]) =>
  events.flatMap((event) =>
    event.kind === 'entries'
      ? event.entries.flatMap((entry) =>
          entry.kind === 'change' && entry.task ? [entry.task.title] : [],
        )
      : [],
  );

const make = (title: string) =>
  createTask(team.owner.ctx(), { workspaceId: team.workspaceId, projectId, title });

/** Makes many tasks with few calls. */
async function makeMany(count: number): Promise<string[]> {
  const titles = Array.from({ length: count }, (_, n) => `Many ${n}`);
  const ops = titles.map((title) => ({
    opId: testId(),
    procedure: 'task.create',
    input: { id: testId(), projectId, title },
  }));
  while (ops.length > 0) {
    const call = { workspaceId: team.workspaceId, contract: 1, ops: ops.slice(0, 50) };
    const { answers } = (await callProcedure(team.owner.ctx(), 'sync.push', call)) as {
      answers: unknown[];
    };
    ops.splice(0, answers.length);
  }
  return titles;
}

/** A stream that has no room after an event of this title. */
async function fill({ sink }: Awaited<ReturnType<typeof follow>>, title: string) {
  sink.isFull = true;
  await make(title);
  await told(() => expect(titlesIn(sink.events)).toEqual([title]));
}

test('a stream without room is told no more, and then all that it missed, while others go on', async () => {
  const [slow, quick] = [await follow(), await follow()];
  await fill(slow, 'First');
  for (const title of ['Second', 'Third']) await make(title);
  await told(() => expect(titlesIn(quick.sink.events)).toEqual(['First', 'Second', 'Third']));
  expect(titlesIn(slow.sink.events)).toEqual(['First']);
  slow.sink.isFull = false;
  slow.stream.drained();
  await told(() => expect(titlesIn(slow.sink.events)).toEqual(['First', 'Second', 'Third']));
  // What waited for it is what the other was told, and not read again.
  expect(quick.sink.events).toContain(slow.sink.events.at(-1));
});

test('what is more than may wait for it, it reads', async () => {
  const [slow, quick] = [await follow(), await follow()];
  await fill(slow, 'Fills it');
  const titles = await makeMany(205);
  await told(() => expect(titlesIn(quick.sink.events)).toEqual(['Fills it', ...titles]));
  expect(titlesIn(slow.sink.events)).toEqual(['Fills it']);
  slow.sink.isFull = false;
  slow.stream.drained();
  await told(() => expect(titlesIn(slow.sink.events)).toEqual(['Fills it', ...titles]));
  expect(quick.sink.events).not.toContain(slow.sink.events[2]);
});

test('one that was stopped is told nothing more, also where it had no room', async () => {
  const [gone, full, other] = [await follow(), await follow(), await follow()];
  await fill(full, 'Before');
  for (const { stream } of [gone, full]) {
    stream.stop();
    stream.drained();
  }
  await make('After');
  await told(() => expect(titlesIn(other.sink.events)).toContain('After'));
  expect(titlesIn([...gone.sink.events, ...full.sink.events])).not.toContain('After');
  expect(gone.sink.fail).not.toHaveBeenCalled();
});

test('a person has 20 of them, and one more once one of these ended', async () => {
  const all = [];
  for (let n = 0; n < 20; n += 1) all.push(await follow());
  const sink = { write: () => true, fail: () => undefined };
  const another = () => followLog(team.member.ctx(), undefined, sink);
  expect(another).toThrow('20 subscriptions');
  all[0]?.stream.stop();
  streams.push(another());
});
