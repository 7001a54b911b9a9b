import { once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { uploads } from '../../db/schema/accounts.ts';
import { createToken } from '../auth/tokens.ts';
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
beforeAll(async () => {
  world = await createWorld();
  served = await serve(world.runtime);
});
afterAll(async () => {
  await served.close();
  await world.close();
});
beforeEach(async () => {
  person = await world.person();
});

const octets = { 'content-type': 'application/partial-upload' };
const as = ({ session } = person) => ({
  cookie: `cairn.session=${session}`,
  origin: served.origin,
});

const begin = (length: number | string, headers: Record<string, string> = as()) =>
  fetch(`${served.origin}/api/uploads?name=a.bin&for=attachment`, {
    method: 'POST',
    headers: { ...headers, 'upload-length': String(length) },
  });

async function begun(length: number): Promise<string> {
  const answer = await begin(length);
  expect([answer.status, answer.headers.get('upload-complete')]).toEqual([201, '?0']);
  return `${served.origin}${answer.headers.get('location')}`;
}

const piece = (url: string, offset: number | string, body: string, headers = as()) =>
  fetch(url, {
    method: 'PATCH',
    headers: { ...octets, ...headers, 'upload-offset': String(offset) },
    body,
  });
const ask = async (url: string, headers = as()) => {
  const { status, headers: told } = await fetch(url, { method: 'HEAD', headers });
  return [
    status,
    told.get('upload-offset'),
    told.get('upload-length'),
    told.get('upload-complete'),
  ];
};
const idOf = (url: string) => url.split('/').at(-1) as UploadId;

/** Sends so much of a piece, and leaves without a word or stays. */
async function sendSome(url: string, part: { offset: number; length: number; body: string }) {
  const socket = connect(Number(new URL(served.origin).port), '127.0.0.1');
  socket.on('error', () => undefined);
  const lines = Object.entries({ ...octets, ...as(), 'upload-offset': part.offset });
  socket.write(
    head(
      `PATCH ${new URL(url).pathname} HTTP/1.1`,
      `host: ${served.host}`,
      ...lines.map(([name, value]) => `${name}: ${value}`),
      `content-length: ${part.length}`,
    ),
  );
  socket.write(part.body);
  await expect
    .poll(async () => {
      const { size } = await stat(join(uploadsDir(world.runtime), `${idOf(url)}.part`));
      return size;
    })
    .toBe(part.offset + part.body.length);
  return socket;
}

describe('a file that comes in pieces', () => {
  test('is whole after the last one, and the same as sent', async () => {
    const url = await begun(10);
    expect(await ask(url)).toEqual([204, '0', '10', '?0']);
    const first = await piece(url, 0, 'cairn');
    expect([first.status, first.headers.get('upload-offset')]).toEqual([200, '5']);
    const last = await piece(url, 5, ' test');
    expect([last.headers.get('upload-complete'), await last.json()]).toEqual([
      '?1',
      { uploadId: idOf(url) },
    ]);
    const kept = await getUpload(person.ctx(), idOf(url));
    expect(kept).toMatchObject({ fileName: 'a.bin', size: 10 });
    expect(await ask(url)).toEqual([204, '10', '10', '?1']);
    // The answer to the last piece was lost: the sender asks, or sends nothing more at the end.
    expect((await piece(url, 10, '')).status).toBe(200);
  });

  test('goes on from what was kept when a connection broke, also where the server was restarted', async () => {
    const url = await begun(10);
    const socket = await sendSome(url, { offset: 0, length: 10, body: 'cai' });
    socket.resetAndDestroy();
    await expect.poll(() => ask(url)).toEqual([204, '3', '10', '?0']);
    const again = await serve(world.runtime);
    const there = url.replace(served.origin, again.origin);
    const headers = { ...as(), origin: again.origin };
    expect(await ask(there, headers)).toEqual([204, '3', '10', '?0']);
    expect((await piece(there, 3, 'rn test', headers)).headers.get('upload-complete')).toBe('?1');
    await again.close();
  });

  test('is its newest sender’s: one whose connection died without a word is cut off', async () => {
    const url = await begun(10);
    const socket = await sendSome(url, { offset: 0, length: 10, body: 'cairn' });
    const closed = once(socket, 'close');
    expect(await ask(url)).toEqual([204, '5', '10', '?0']);
    await closed;
    expect((await piece(url, 5, ' test')).headers.get('upload-complete')).toBe('?1');
  });

  test('takes a piece where it belongs only, and says where that is', async () => {
    const url = await begun(10);
    await piece(url, 0, 'cairn');
    for (const offset of [0, 4, 6, 10]) {
      const answer = await piece(url, offset, 'x');
      expect([answer.status, answer.headers.get('upload-offset')]).toEqual([409, '5']);
    }
    expect((await piece(url, 'x', 'x')).status).toBe(400);
    expect((await fetch(url, { method: 'PATCH', headers: { ...as(), ...octets } })).status).toBe(
      400,
    );
  });

  test('has as many bytes as were announced, and as may be: counted, not believed', async () => {
    const url = await begun(5);
    const more = await piece(url, 0, 'cairn and more');
    expect(more.status).toBe(413);
    const most = world.runtime.env.filesMost.file;
    const large = await begin(most + 1);
    expect([large.status, ((await large.json()) as { message: string }).message]).toEqual([
      413,
      `A file has ${most} bytes at most.`,
    ]);
    for (const length of [0, '-1', '1e3', 'x']) expect((await begin(length)).status).toBe(400);
    const other = await fetch(`${served.origin}/api/uploads?for=other`, {
      method: 'POST',
      headers: { ...as(), 'upload-length': '5' },
    });
    expect(other.status).toBe(400);
  });

  test('is its sender’s alone', async () => {
    const url = await begun(5);
    const other = as(await world.person());
    expect((await ask(url, other))[0]).toBe(404);
    expect((await piece(url, 0, 'x', other)).status).toBe(404);
    expect((await fetch(url, { method: 'DELETE', headers: other })).status).toBe(404);
    expect((await fetch(url, { method: 'HEAD' })).status).toBe(404);
    expect((await piece(url, 0, 'x', { ...as(), origin: 'http://evil.example' })).status).toBe(403);
    expect((await ask(`${served.origin}/api/uploads/x`))[0]).toBe(404);
    expect((await fetch(url, { headers: as() })).status).toBe(405);
  });

  test('is not kept by a session that ended meanwhile', async () => {
    const url = await begun(10);
    const socket = await sendSome(url, { offset: 0, length: 10, body: 'cairn' });
    let told = '';
    socket.on('data', (chunk) => (told += String(chunk)));
    await world.runtime.db.execute(
      sql`UPDATE sessions SET revoked_at = now() WHERE id = ${person.sessionId}`,
    );
    socket.write(' test');
    await once(socket, 'close');
    expect(statusOf(told)).toBe(401);
    await expect(getUpload(person.ctx(), idOf(url))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('a program sends with a scope for what it is sent for', async () => {
    const token = async (scopes: string[]) => {
      const { secret } = await createToken(world.runtime.db, {
        id: newId<TokenId>(world.runtime.clock),
        userId: person.userId,
        name: 'ci',
        scopes,
        workspaceIds: null,
        expiresAt: null,
      });
      return { authorization: `Bearer ${secret}` };
    };
    expect((await begin(5, await token(['read']))).status).toBe(403);
    expect((await begin(5, await token(['import.preview']))).status).toBe(403);
    const right = await token(['attachment.add']);
    const answer = await begin(5, right);
    const url = `${served.origin}${answer.headers.get('location')}`;
    const sent = await fetch(url, {
      method: 'PATCH',
      headers: { ...octets, ...right, 'upload-offset': '0' },
      body: 'cairn',
    });
    expect(sent.headers.get('upload-complete')).toBe('?1');
    const reader = await fetch(url, { method: 'HEAD', headers: await token(['read']) });
    expect(reader.status).toBe(403);
  });

  test('is forgotten when its sender says so, or an hour after it was last touched', async () => {
    const mine = async () =>
      (await readdir(uploadsDir(world.runtime))).filter((name) =>
        urls.some((url) => name.startsWith(idOf(url))),
      );
    const urls = [await begun(5), await begun(5), await begun(5)];
    const [cancelled, expired, kept] = urls as [string, string, string];
    expect((await fetch(cancelled, { method: 'DELETE', headers: as() })).status).toBe(204);
    expect((await ask(cancelled))[0]).toBe(404);
    await piece(expired, 0, 'ca');
    await world.runtime.db
      .update(uploads)
      .set({ expiresAt: sql`now() - interval '1 second'` })
      .where(eq(uploads.id, idOf(expired)));
    expect((await ask(expired))[0]).toBe(404);
    const ctx = { ...world.anonymous(), principal: { kind: 'system', userId: null } } as const;
    // What has no row any more goes an hour after it was last written.
    const later = new Date(world.runtime.clock.now().getTime() + 4_000_000);
    const clock = { ...world.runtime.clock, now: () => later };
    await sweepUploads({ ...ctx, runtime: { ...world.runtime, clock } });
    expect(await mine()).toEqual([`${idOf(kept)}.part`]);
  });

  test('takes room from its beginning', async () => {
    for (let count = 0; count < 10; count += 1) await begun(1);
    expect((await begin(1)).status).toBe(429);
  });
});
