import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { longestCursor } from '../domain/limits.ts';
import type { WorkspaceId } from '../domain/ids.ts';
import { serve } from '../http/testing/served.ts';
import type { Served } from '../http/testing/served.ts';
import { createTask } from '../task/create-task.ts';
import { createWorld, testId } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { decodePositions } from './cursor.ts';
import { pullLog } from './pull-log.ts';
import type { SyncLiveEvent, SyncPullOutput } from './schema.ts';
import { openStream } from './testing/follow.ts';

let world: World;
let served: Served;
beforeAll(async () => {
  world = await createWorld();
  served = await serve(world.runtime);
});
afterAll(async () => {
  await served.close();
  await world.close();
});

/** Somebody in so many workspaces besides their own, in each of which a million things happened. */
async function personInMany(count: number): Promise<Person> {
  const person = await world.person();
  const ids = Array.from({ length: count }, () => testId<WorkspaceId>());
  const each = sql`unnest(${sql.param(ids)}::uuid[]) id`;
  await world.runtime.db.execute(
    sql`INSERT INTO workspaces (id, name, seq) SELECT id, 'One of many', 1000000 FROM ${each}`,
  );
  await world.runtime.db.execute(
    sql`INSERT INTO members (workspace_id, user_id, role) SELECT id, ${person.userId}, 'member' FROM ${each}`,
  );
  return person;
}

const cursorOf = async (person: Person) => (await pullLog(person.ctx(), { limit: 1 })).cursor;
const cookieOf = ({ session }: Person) => ({ cookie: `cairn.session=${session}` });

/** What a stream from a cursor on tells until all that was is told. */
async function told(person: Person, cursor: string): Promise<SyncLiveEvent[]> {
  const headers = { ...cookieOf(person), 'last-event-id': cursor };
  const stream = await openStream(`${served.origin}/api/trpc/sync.live`, headers);
  expect(stream.status).toBe(200);
  const events = () =>
    stream.messages
      .filter(({ event, data }) => event === 'message' && data !== null)
      .map(({ data }) => data as SyncLiveEvent);
  await expect.poll(() => events().at(-1)).toEqual({ kind: 'ready' });
  stream.close();
  return events();
}

async function pulled(person: Person, cursor: string): Promise<SyncPullOutput> {
  const input = encodeURIComponent(JSON.stringify({ cursor }));
  const answer = await fetch(`${served.origin}/api/trpc/sync.pull?input=${input}`, {
    headers: cookieOf(person),
  });
  expect(answer.status).toBe(200);
  const { result } = (await answer.json()) as { result: { data: SyncPullOutput } };
  return result.data;
}

test('the cursor of a thousand workspaces goes into a header, and into an address', async () => {
  const person = await personInMany(999);
  const cursor = await cursorOf(person);
  expect(decodePositions(cursor).size).toBe(1000);
  expect(cursor.length).toBeGreaterThan(16 * 1024);
  await createTask(person.ctx(), { workspaceId: person.workspaceId, title: 'Water' });
  const event = { kind: 'entries', workspaceId: person.workspaceId };
  expect(await told(person, cursor)).toMatchObject([event, { kind: 'ready' }]);
  expect((await pulled(person, cursor)).events).toMatchObject([event]);
});

test('with more than a cursor holds a stream goes on, and tells of the rest as gained', async () => {
  const person = await personInMany(1200);
  const cursor = await cursorOf(person);
  expect(cursor.length).toBeLessThanOrEqual(longestCursor);
  const held = decodePositions(cursor).size;
  const gained = (await told(person, cursor)).filter(({ kind }) => kind !== 'ready');
  expect(new Set(gained.map(({ kind }) => kind))).toEqual(new Set(['workspace.gained']));
  expect(gained).toHaveLength(1201 - held);
  const page = await pulled(person, cursor);
  expect(page.cursor).toBe(cursor);
  expect(page).toMatchObject({ isMore: false, events: gained });
});

test('a cursor that is longer is refused as none, and what no header may be before that', async () => {
  const person = await world.person();
  const ask = (length: number) =>
    fetch(`${served.origin}/api/trpc/sync.live`, {
      headers: { ...cookieOf(person), 'last-event-id': 'A'.repeat(length) },
    });
  const answer = await ask(longestCursor + 1);
  expect(await answer.text()).toContain('BAD_REQUEST');
  expect((await ask(longestCursor + 17_000)).status).toBe(431);
});
