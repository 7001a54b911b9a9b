import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { uploads } from '../../db/schema/accounts.ts';
import { createToken, revokeToken } from '../auth/tokens.ts';
import type { TokenId, UploadId } from '../domain/ids.ts';
import { newId } from '../platform/ids.ts';
import { createWorld } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { getUpload, uploadsDir } from '../upload/scope.ts';
import { sweepUploads } from '../upload/sweep-uploads.ts';
import { head, serve, statusOf } from './testing/served.ts';
import type { Served } from './testing/served.ts';

let world: World;
let served: Served;
let person: Person;
let dir = '';
beforeAll(async () => {
  world = await createWorld();
  served = await serve(world.runtime);
  dir = uploadsDir(world.runtime);
});
afterAll(async () => {
  await served.close();
  await world.close();
});
beforeEach(async () => {
  person = await world.person();
});

const octets = { 'content-type': 'application/octet-stream' };
const asPerson = () => ({
  ...octets,
  cookie: `cairn.session=${person.session}`,
  origin: served.origin,
});
const send = (
  body: BodyInit,
  headers: Record<string, string> = asPerson(),
  path = '/api/uploads',
) => fetch(served.origin + path, { method: 'POST', headers, body });

async function token(scopes: string[]): Promise<{ id: TokenId; headers: Record<string, string> }> {
  const id = newId<TokenId>(world.runtime.clock);
  const given = {
    id,
    userId: person.userId,
    name: 'ci',
    scopes,
    workspaceIds: null,
    expiresAt: null,
  };
  const { secret } = await createToken(world.runtime.db, given);
  return { id, headers: { ...octets, authorization: `Bearer ${secret}` } };
}

async function sent(body: BodyInit, path?: string): Promise<UploadId> {
  const answer = await send(body, asPerson(), path);
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { uploadId: UploadId }).uploadId;
}

/** Begins to send a file of so many bytes, and sends one of them. */
function begin(length: number, { session } = person): Socket {
  const socket = connect(Number(new URL(served.origin).port), '127.0.0.1');
  socket.on('error', () => undefined);
  const headers = { ...asPerson(), cookie: `cairn.session=${session}`, 'content-length': length };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const start = head('POST /api/uploads HTTP/1.1', `host: ${served.host}`, ...lines);
  socket.write(`${start}x`);
  return socket;
}

const parts = async () => (await files()).filter((name) => name.endsWith('.part')).length;
const files = async () => (await readdir(dir).catch(() => [] as string[])).toSorted();

describe('a file', () => {
  test('is kept whole, for its sender alone, for an hour', async () => {
    const bytes = Buffer.alloc(3_000_000, 'cairn');
    const id = await sent(bytes, '/api/uploads?name=..%2Fboard%00.json');
    const kept = await getUpload(person.ctx(), id);
    expect(kept).toMatchObject({ fileName: 'board.json', size: bytes.length });
    expect((await readFile(kept.path)).equals(bytes)).toBe(true);
    expect((await stat(kept.path)).mode & 0o777).toBe(0o600);
    const [row] = await world.runtime.db.select().from(uploads).where(eq(uploads.id, id));
    expect(row?.sha256).toEqual(createHash('sha256').update(bytes).digest());
    expect(Date.parse(row?.expiresAt ?? '') - Date.parse(row?.createdAt ?? '')).toBe(3_600_000);
    await expect(getUpload((await world.person()).ctx(), id)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(getUpload(world.anonymous(), id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await world.runtime.db
      .update(uploads)
      .set({ expiresAt: sql`now() - interval '1 second'` })
      .where(eq(uploads.id, id));
    await expect(getUpload(person.ctx(), id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('may come without a length, and empty only as an error', async () => {
    const stream = new Blob([Buffer.alloc(200_000, 'x')]).stream();
    const init = { method: 'POST', headers: asPerson(), body: stream, duplex: 'half' };
    expect((await fetch(`${served.origin}/api/uploads`, init)).status).toBe(200);
    expect((await send('')).status).toBe(400);
  });
});

describe('who may send', () => {
  test('a person; a program whose scope covers imports; nobody else', async () => {
    expect((await send('x', octets)).status).toBe(401);
    expect(
      (await send('x', { ...octets, cookie: 'cairn.session=x', origin: served.origin })).status,
    ).toBe(401);
    expect((await send('x', { ...asPerson(), origin: 'http://evil.example' })).status).toBe(403);
    expect((await send('x', (await token(['read'])).headers)).status).toBe(403);
    expect((await send('x', (await token(['write'])).headers)).status).toBe(200);
    const named = await token(['import.preview']);
    expect((await send('x', named.headers)).status).toBe(200);
    await revokeToken(world.runtime.db, person.userId, named.id);
    expect((await send('x', named.headers)).status).toBe(401);
  });

  test('a session that ends while the file comes keeps nothing', async () => {
    const before = await files();
    const { port } = new URL(served.origin);
    const socket = connect(Number(port), '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => (answer += String(chunk)));
    const closed = once(socket, 'close');
    const lines = Object.entries(asPerson()).map(([name, value]) => `${name}: ${value}`);
    socket.write(
      head('POST /api/uploads HTTP/1.1', `host: ${served.host}`, ...lines, 'content-length: 10'),
    );
    socket.write('12345');
    await expect.poll(async () => (await files()).length).toBe(before.length + 1);
    await world.runtime.db.execute(
      sql`UPDATE sessions SET revoked_at = now() WHERE id = ${person.sessionId}`,
    );
    socket.write('67890');
    await closed;
    expect(statusOf(answer)).toBe(401);
    expect(await files()).toEqual(before);
  });
});

describe('limits', () => {
  test('a length over 200 MB is refused before a byte', async () => {
    const lines = Object.entries(asPerson()).map(([name, value]) => `${name}: ${value}`);
    const answer = await served.raw(
      head(
        'POST /api/uploads HTTP/1.1',
        `host: ${served.host}`,
        ...lines,
        `content-length: ${200 * 1024 * 1024 + 1}`,
      ),
    );
    expect(statusOf(answer)).toBe(413);
  });

  test('what announces nothing is counted, and leaves nothing', async () => {
    const before = await files();
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    let made = 0;
    const stream = new ReadableStream({
      pull(controller) {
        made += 1;
        if (made > 202) controller.close();
        else controller.enqueue(chunk);
      },
    });
    const init = { method: 'POST', headers: asPerson(), body: stream, duplex: 'half' };
    expect((await fetch(`${served.origin}/api/uploads`, init)).status).toBe(413);
    expect(await files()).toEqual(before);
  });

  test('a person has room for ten files at a time', async () => {
    for (let count = 0; count < 10; count += 1) await sent('x');
    const answer = await send('x');
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(3500);
    const other = await world.person();
    expect(
      (await send('x', { ...asPerson(), cookie: `cairn.session=${other.session}` })).status,
    ).toBe(200);
  });

  test('what is coming takes room as well', async () => {
    for (let count = 0; count < 8; count += 1) await sent('x');
    const answers = await Promise.all([send('x'), send('x'), send('x')]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(1);
    const { db } = world.runtime;
    await db.delete(uploads).where(eq(uploads.userId, person.userId));
    const size = 1024 * 1024 * 1024 - 150;
    await db.insert(uploads).values({
      id: newId<UploadId>(world.runtime.clock),
      userId: person.userId,
      fileName: 'large',
      size,
      sha256: Buffer.alloc(32),
      expiresAt: sql`now() + interval '1 hour'`,
    });
    const first = begin(100);
    await expect.poll(parts).toBe(1);
    expect((await send('x'.repeat(100))).status).toBe(429);
    expect((await send('x'.repeat(50))).status).toBe(200);
    first.destroy();
  });

  test('a person sends three files at once, all together sixteen; a refusal is no fault of ours', async () => {
    const faults: string[] = [];
    const log = pino({ level: 'error' }, { write: (line: string) => void faults.push(line) });
    const watched = await serve({ ...world.runtime, log });
    const sending = ({ session }: Person) =>
      fetch(`${watched.origin}/api/uploads`, {
        method: 'POST',
        headers: { ...octets, origin: watched.origin, cookie: `cairn.session=${session}` },
        body: 'x',
      });
    const others = await Promise.all(Array.from({ length: 5 }, () => world.person()));
    const coming = [begin(10), begin(10), begin(10)];
    await expect.poll(parts).toBe(3);
    const fourth = await sending(person);
    expect([fourth.status, fourth.headers.get('retry-after')]).toEqual([429, '10']);
    const [last, ...rest] = others as [Person, ...Person[]];
    expect((await sending(last)).status).toBe(200);
    coming.push(...rest.flatMap((one) => [begin(10, one), begin(10, one), begin(10, one)]));
    coming.push(begin(10, last));
    await expect.poll(parts).toBe(16);
    const late = await sending(last);
    expect([late.status, late.headers.get('retry-after')]).toEqual([503, '10']);
    expect(faults).toEqual([]);
    for (const socket of coming) socket.destroy();
    await expect.poll(parts).toBe(0);
    expect((await sending(person)).status).toBe(200);
    await watched.close();
  });
});

describe('what a broken sending leaves', () => {
  test('a connection that breaks leaves nothing', async () => {
    const before = await files();
    const { port } = new URL(served.origin);
    const socket = connect(Number(port), '127.0.0.1');
    socket.on('error', () => undefined);
    const lines = Object.entries(asPerson()).map(([name, value]) => `${name}: ${value}`);
    socket.write(
      head('POST /api/uploads HTTP/1.1', `host: ${served.host}`, ...lines, 'content-length: 1000'),
    );
    socket.write('half');
    await expect.poll(async () => (await files()).length).toBe(before.length + 1);
    socket.resetAndDestroy();
    await expect.poll(files).toEqual(before);
  });

  test('a crash leaves parts and files without a row: the sweep takes them, and expired ones, nothing else', async () => {
    const kept = await sent('kept');
    const expired = await sent('expired');
    await world.runtime.db
      .update(uploads)
      .set({ expiresAt: sql`now() - interval '1 second'` })
      .where(eq(uploads.id, expired));
    const names = [`${randomUUID()}.part`, randomUUID()];
    for (const name of names) await writeFile(join(dir, name), 'x');
    for (const name of [`${randomUUID()}.part`, 'not-ours']) await writeFile(join(dir, name), 'x');
    const twoHoursAgo = Date.now() / 1000 - 7200;
    for (const name of [...names, kept, expired])
      await utimes(join(dir, name), twoHoursAgo, twoHoursAgo);
    const before = await files();
    const ctx = { ...world.anonymous(), principal: { kind: 'system', userId: null } } as const;
    expect(await sweepUploads(ctx)).toBe(3);
    expect(await files()).toEqual(before.filter((name) => ![...names, expired].includes(name)));
  });
});
