import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ProjectId } from '../domain/ids.ts';
import { plantBug } from '../platform/bugs.ts';
import { serve } from '../http/testing/served.ts';
import type { Served } from '../http/testing/served.ts';
import { createTask } from '../task/create-task.ts';
import { createTeam, createTeamProject } from '../testing/team.ts';
import type { Team } from '../testing/team.ts';
import { createWorld } from '../testing/world.ts';
import type { World } from '../testing/world.ts';

let world: World;
let served: Served;
let team: Team;
let projectId: ProjectId;
/** The server's ends. */
const ends: Socket[] = [];
const readers: Socket[] = [];
beforeAll(async () => {
  world = await createWorld({ cached: true });
  served = await serve(world.runtime);
  served.gate.server.on('connection', (socket) => ends.push(socket));
  team = await createTeam(world);
  ({ projectId } = await createTeamProject(team, team.owner));
});
afterAll(async () => {
  plantBug(null);
  for (const socket of readers) socket.destroy();
  await served.close();
  await world.close();
});

const told = (check: () => void) => vi.waitFor(check, { timeout: 30_000, interval: 20 });

type Reader = { socket: Socket; end: Socket; text: string };

/** Follows as the member, by bytes. @param before what is asked on the same connection, without waiting for its answer */
async function open(before = ''): Promise<Reader> {
  const { port } = new URL(served.origin);
  const socket = connect(Number(port), '127.0.0.1');
  readers.push(socket);
  const reader = { socket, text: '' };
  socket.setEncoding('utf8').on('data', (chunk) => (reader.text += String(chunk)));
  socket.write(
    `${before}GET /api/trpc/sync.live HTTP/1.1\r\nhost: ${served.host}\r\ncookie: cairn.session=${team.member.session}\r\n\r\n`,
  );
  await told(() => expect(reader.text).toContain('"kind":"ready"'));
  const end = ends.find(({ remotePort }) => remotePort === socket.localPort);
  return Object.assign(reader, { end: end! });
}

const long = 'ж'.repeat(100_000);
const make = (title: string) =>
  createTask(team.owner.ctx(), {
    workspaceId: team.workspaceId,
    projectId,
    title,
    notes: long,
  });
const titlesIn = ({ text }: Reader) => text.match(/(?<="title":")Long \d+/g) ?? [];

test('a stream that was asked for behind another call on its connection comes after its answer', async () => {
  const reader = await open(`GET /healthz HTTP/1.1\r\nhost: ${served.host}\r\n\r\n`);
  await make('Long 0');
  await told(() => expect(titlesIn(reader)).toEqual(['Long 0']));
  expect(reader.text.match(/^HTTP\/1\.1 200|"ok":true|^event: connected/gm)).toEqual([
    'HTTP/1.1 200',
    '"ok":true',
    'event: connected',
  ]);
  expect(reader.text).not.toMatch(/transfer-encoding/i);
});

test('a slow reader among quick ones holds nobody up, is cut off where it is full, and misses nothing', async () => {
  const [slow, quick] = [await open(), await open()];
  slow.socket.pause();
  const isFull = () => slow.end.writableNeedDrain;
  const made: string[] = [];
  const makeOne = async () => {
    made.push(`Long ${made.length}`);
    await make(made.at(-1) ?? '');
    await told(() => expect(titlesIn(quick)).toEqual(made));
  };
  const fillUp = async () => {
    while (!isFull()) await makeOne();
    for (let n = 0; n < 3; n += 1) await makeOne();
  };
  await fillUp();
  // What fills it is the last that it takes.
  const most = slow.end.writableHighWaterMark + 2 * long.length + 10_000;
  expect(slow.end.writableLength).toBeLessThan(most);
  slow.socket.resume();
  await told(() => expect(titlesIn(slow)).toEqual(made));
  const events = ({ text }: Reader) => text.slice(text.indexOf('data: {"kind":"entries"'));
  await told(() => expect(events(slow)).toBe(events(quick)));
  expect(events(quick)).toContain(long);

  plantBug('full-unheard');
  slow.socket.pause();
  await fillUp();
  expect(slow.end.writableLength).toBeGreaterThan(most);
});
