import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
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
      .set({ expiresAt: sql`now()` })
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

  test('also where they are sent side by side', async () => {
    const answers = await Promise.all(Array.from({ length: 14 }, () => send('x')));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(4);
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
      .set({ expiresAt: sql`now()` })
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
