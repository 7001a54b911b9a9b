import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { usualPatience } from './patience.ts';
import { head, serve, statusOf } from './testing/served.ts';
import type { Served } from './testing/served.ts';

let world: World;
let person: Person;
const opened: Served[] = [];
beforeAll(async () => {
  world = await createWorld();
  person = await world.person();
});
afterAll(async () => {
  await Promise.all(opened.map((served) => served.close()));
  await world.close();
});

async function open(over: Partial<typeof usualPatience>): Promise<Served> {
  const served = await serve(world.runtime, null, { ...usualPatience, ...over });
  opened.push(served);
  return served;
}

/** A client that goes on with a drop now and then, until the other side has enough. @returns all that it was told */
async function trickle(served: Served, start: string, drop: string): Promise<string> {
  const socket = connectTo(served);
  let told = '';
  socket.on('data', (chunk) => (told += String(chunk)));
  socket.write(start);
  const drip = setInterval(() => socket.write(drop), 20);
  await new Promise((resolve) => socket.once('close', resolve));
  clearInterval(drip);
  return told;
}

const chunk = '1\r\nx\r\n';

function connectTo({ origin }: Served): Socket {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1');
  socket.on('error', () => undefined);
  return socket;
}

const chunked = (path: string, { host }: Served, ...lines: string[]) =>
  head(`POST ${path} HTTP/1.1`, `host: ${host}`, 'transfer-encoding: chunked', ...lines);

test('a head that does not end', async () => {
  const served = await open({ head: 300 });
  const told = await trickle(served, `GET /healthz HTTP/1.1\r\nhost: ${served.host}\r\nx: `, 'y');
  expect(statusOf(told)).toBe(408);
});

test('a body that does not end', async () => {
  const served = await open({ body: 300 });
  const type = 'content-type: application/json';
  const told = await trickle(served, chunked('/api/trpc/account.register', served, type), chunk);
  expect(statusOf(told)).toBe(408);
  expect(told).toMatch(/"httpStatus":408,"requestId":"[0-9a-f-]{36}"/);
});

test('a piece of a file that trickles is ended, and what came of it is kept', async () => {
  const served = await open({ file: { every: 1500, bytes: 64 * 1024 } });
  const sender = { cookie: `cairn.session=${person.session}`, origin: served.origin };
  const begun = await fetch(`${served.origin}/api/uploads?for=attachment`, {
    method: 'POST',
    headers: { ...sender, 'upload-length': '100000' },
  });
  const path = begun.headers.get('location') ?? '';
  const piece = {
    ...sender,
    'content-type': 'application/partial-upload',
    'upload-offset': '0',
  };
  const lines = Object.entries(piece).map(([name, value]) => `${name}: ${value}`);
  const start = chunked(path, served, ...lines).replace('POST', 'PATCH');
  expect(statusOf(await trickle(served, start, chunk))).toBe(408);
  const asked = await fetch(served.origin + path, { method: 'HEAD', headers: sender });
  expect(Number(asked.headers.get('upload-offset'))).toBeGreaterThan(0);
});

test('a file that trickles, which is not kept; one that comes is', async () => {
  const served = await open({ file: { every: 300, bytes: 64 * 1024 } });
  const sender = {
    'content-type': 'application/octet-stream',
    cookie: `cairn.session=${person.session}`,
    origin: served.origin,
  };
  const lines = Object.entries(sender).map(([name, value]) => `${name}: ${value}`);
  const told = await trickle(served, chunked('/api/uploads', served, ...lines), chunk);
  expect(statusOf(told)).toBe(408);
  // Longer than this machine may pause, or its own pause would be the sender's.
  const patient = await open({ file: { every: 1500, bytes: 64 * 1024 } });
  let sent = 0;
  const body = new ReadableStream({
    async pull(controller) {
      if (sent >= 32) return controller.close();
      sent += 1;
      await new Promise((resolve) => setTimeout(resolve, 100));
      controller.enqueue(Buffer.alloc(64 * 1024, 'x'));
    },
  });
  const headers = { ...sender, origin: patient.origin };
  const init = { method: 'POST', headers, body, duplex: 'half' };
  expect((await fetch(`${patient.origin}/api/uploads`, init)).status).toBe(200);
});

test('a connection serves one request after another, and ends once nothing more comes', async () => {
  const served = await open({ idle: 300 });
  const socket = connectTo(served);
  let told = '';
  socket.on('data', (chunk) => (told += String(chunk)));
  const ask = () => socket.write(`GET /healthz HTTP/1.1\r\nhost: ${served.host}\r\n\r\n`);
  for (const answers of [1, 2]) {
    ask();
    await expect.poll(() => told.match(/HTTP\/1\.1 200/g)).toHaveLength(answers);
  }
  await once(socket, 'close');
});

test('more connections than there are places', async () => {
  const served = await open({ connections: 2 });
  const kept = [connectTo(served), connectTo(served)];
  await Promise.all(kept.map((socket) => once(socket, 'connect')));
  const ask = () => fetch(`${served.origin}/healthz`, { headers: { connection: 'close' } });
  await expect(ask()).rejects.toThrow('fetch failed');
  kept[0]?.destroy();
  await expect
    .poll(() =>
      ask().then(
        ({ status }) => status,
        () => null,
      ),
    )
    .toBe(200);
  kept[1]?.destroy();
});
