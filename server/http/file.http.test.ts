import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addAttachment } from '../attachment/add-attachment.ts';
import { deleteAttachment } from '../attachment/delete-attachment.ts';
import { gif, jpeg, png } from '../attachment/testing/pictures.ts';
import { sentFile } from '../attachment/testing/sent-file.ts';
import { createToken, revokeToken } from '../auth/tokens.ts';
import { revokeSession } from '../auth/sessions.ts';
import type { TokenId, WorkspaceId } from '../domain/ids.ts';
import { newId } from '../platform/ids.ts';
import { createTask } from '../task/create-task.ts';
import { createWorld, testId } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { disposition } from './file-headers.ts';
import { serve } from './testing/served.ts';
import type { Served } from './testing/served.ts';

let world: World;
let served: Served;
let owner: Person;
beforeAll(async () => {
  world = await createWorld();
  served = await serve(world.runtime);
  owner = await world.person();
});
afterAll(async () => {
  await served.close();
  await world.close();
});

const cookie = ({ session }: Person = owner) => ({ cookie: `cairn.session=${session}` });
type At = { workspaceId: WorkspaceId; id: string };

async function attach(content: string | Buffer, name: string, person = owner) {
  const { workspaceId } = owner;
  const { id: taskId } = await createTask(owner.ctx(), { workspaceId, title: 'Files' });
  const uploadId = await sentFile(person.ctx(), content, name);
  return addAttachment(person.ctx(), { workspaceId, taskId, uploadId });
}

const get = (path: string, headers: Record<string, string> = cookie(), method = 'GET') =>
  fetch(`${served.origin}${path}`, { method, headers });
const fileOf = ({ workspaceId, id }: At, name = 'x') => `/files/${workspaceId}/${id}/${name}`;
const previewOf = ({ workspaceId, id }: At) => `/previews/${workspaceId}/${id}`;

describe('a file', () => {
  test('is saved whole and unread by the browser, under its own name', async () => {
    const bytes = Buffer.alloc(3_000_000, 'cairn');
    const made = await attach(bytes, 'Отчёт (ноябрь) «план».pdf');
    const answer = await get(fileOf(made));
    expect(answer.status).toBe(200);
    const told = Object.fromEntries(answer.headers);
    expect(told).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': '3000000',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-store',
      'accept-ranges': 'bytes',
    });
    const [, exact = ''] = /filename\*=UTF-8''(\S+)$/.exec(told['content-disposition'] ?? '') ?? [];
    expect(told['content-disposition']).toMatch(/^attachment; filename="[\x20-\x7e]+"; /);
    expect(decodeURIComponent(exact)).toBe('Отчёт (ноябрь) «план».pdf');
    const sum = (content: Buffer) => createHash('sha256').update(content).digest('hex');
    expect(sum(Buffer.from(await answer.arrayBuffer()))).toBe(sum(bytes));
    const asked = await get(fileOf(made), cookie(), 'HEAD');
    expect([asked.status, asked.headers.get('content-length')]).toEqual([200, '3000000']);
  });

  test('comes in parts, and not again where it is known', async () => {
    const made = await attach('0123456789', 'a.txt');
    const part = async (range: string, more = {}) => {
      const answer = await get(fileOf(made), { ...cookie(), range, ...more });
      return [answer.status, answer.headers.get('content-range'), await answer.text()];
    };
    expect(await part('bytes=2-4')).toEqual([206, 'bytes 2-4/10', '234']);
    expect(await part('bytes=-1')).toEqual([206, 'bytes 9-9/10', '9']);
    expect(await part('bytes=7-')).toEqual([206, 'bytes 7-9/10', '789']);
    expect(await part('bytes=10-')).toEqual([416, 'bytes */10', '']);
    expect(await part('bytes=0-1,4-5')).toEqual([200, null, '0123456789']);
    const many = `bytes=${Array.from({ length: 1000 }, () => '0-').join(',')}`;
    expect(await part(many)).toEqual([200, null, '0123456789']);
    const etag = (await get(fileOf(made))).headers.get('etag') ?? '';
    expect((await part('bytes=2-4', { 'if-range': etag }))[0]).toBe(206);
    expect((await part('bytes=2-4', { 'if-range': '"other"' }))[0]).toBe(200);
    const known = await get(fileOf(made), { ...cookie(), 'if-none-match': etag });
    expect([known.status, await known.text()]).toEqual([304, '']);
    const stranger = await world.person();
    const rights = await get(fileOf(made), { ...cookie(stranger), 'if-none-match': etag });
    expect(rights.status).toBe(404);
  });

  test.each([
    ['page.html', '<script>alert(document.cookie)</script>'],
    ['drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['cat.png', '<!doctype html><script>alert(1)</script>'],
    ['gif.js', 'GIF89'],
  ])('%s of a stranger to pictures is never shown', async (name, content) => {
    const made = await attach(content, name);
    expect((await get(previewOf(made))).status).toBe(404);
    const saved = await get(fileOf(made, name));
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment;/);
    expect(saved.headers.get('content-type')).toBe('application/octet-stream');
  });

  test.each([
    ['png', png()],
    ['jpeg', jpeg()],
    ['gif', gif()],
  ])('%s is shown as what its bytes are, sealed, whatever its name', async (type, bytes) => {
    const polyglot = Buffer.concat([bytes, Buffer.from('<script>alert(1)</script>')]);
    const made = await attach(polyglot, 'page.html');
    const answer = await get(previewOf(made));
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': `image/${type}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      'cache-control': 'private, no-cache',
    });
    expect((await get(fileOf(made))).headers.get('content-type')).toBe('application/octet-stream');
  });

  test('whose bytes were lost is not there, and one whose name is planted stays in its line', async () => {
    const made = await attach('x', 'a\r\nSet-Cookie: x=1\r\n\r\n<script>.txt');
    const answer = await get(fileOf(made));
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.headers.get('content-disposition')).not.toMatch(/[\r\n]/);
    expect(disposition('attachment', '../../a"\\\u202e\r\n.txt')).toBe(
      `attachment; filename="_.txt"; filename*=UTF-8''_.txt`,
    );
    await rm(join(world.runtime.filesDir, 'attachments', made.workspaceId), { recursive: true });
    expect((await get(fileOf(made))).status).toBe(404);
  });
});

describe('who may have it', () => {
  const token = async (scopes: string[], workspaceIds: WorkspaceId[] | null = null) => {
    const id = newId<TokenId>(world.runtime.clock);
    const given = { id, userId: owner.userId, name: 'ci', scopes, workspaceIds, expiresAt: null };
    const { secret } = await createToken(world.runtime.db, given);
    return { id, headers: { authorization: `Bearer ${secret}` } };
  };

  test('a program whose scopes and workspaces cover it, until it is revoked', async () => {
    const made = await attach('x', 'a.txt');
    const status = async (headers: Record<string, string>) =>
      (await get(fileOf(made), headers)).status;
    expect(await status((await token(['task.list'])).headers)).toBe(403);
    expect(await status((await token(['read'], [testId<WorkspaceId>()])).headers)).toBe(404);
    expect(await status((await token(['read'])).headers)).toBe(200);
    const named = await token(['attachment.get'], [owner.workspaceId]);
    expect(await status(named.headers)).toBe(200);
    await revokeToken(world.runtime.db, owner.userId, named.id);
    expect(await status(named.headers)).toBe(401);
  });

  test('a member, until they are removed, and as long as their session lasts', async () => {
    const mate = await world.person();
    await world.join(owner.workspaceId, mate, 'member');
    const project = sql`(SELECT id FROM projects WHERE inbox_of = ${owner.userId} AND workspace_id = ${owner.workspaceId})`;
    await world.runtime.db.execute(
      sql`UPDATE projects SET is_private = false WHERE id = ${project}`,
    );
    const made = await attach(png(), 'a.png');
    const both = async (person: Person) => [
      (await get(fileOf(made), cookie(person))).status,
      (await get(previewOf(made), cookie(person))).status,
    ];
    expect(await both(mate)).toEqual([200, 200]);
    await world.runtime.db.execute(
      sql`UPDATE members SET removed_at = now() WHERE user_id = ${mate.userId} AND workspace_id = ${owner.workspaceId}`,
    );
    expect(await both(mate)).toEqual([404, 404]);
    const ended = await world.person();
    await world.join(owner.workspaceId, ended, 'member');
    expect(await both(ended)).toEqual([200, 200]);
    await revokeSession(world.runtime.db, ended.userId, ended.sessionId);
    expect(await both(ended)).toEqual([401, 401]);
    await world.runtime.db.execute(
      sql`UPDATE projects SET is_private = true WHERE id = ${project}`,
    );
  });

  test('nobody else: strangers, other tenants by its id, anonymous callers; nor anybody once it is deleted', async () => {
    const made = await attach('x', 'a.txt');
    const stranger = await world.person();
    expect((await get(fileOf(made), cookie(stranger))).status).toBe(404);
    const crossed = fileOf({ workspaceId: stranger.workspaceId, id: made.id });
    expect((await get(crossed, cookie(stranger))).status).toBe(404);
    expect((await get(crossed)).status).toBe(404);
    expect((await get(fileOf(made), {})).status).toBe(401);
    expect((await get('/files/x/y/z')).status).toBe(404);
    expect((await get(`/files/${made.workspaceId}`)).status).toBe(404);
    const sent = await get(fileOf(made), { ...cookie(), origin: served.origin }, 'POST');
    expect(sent.status).toBe(405);
    const ref = { workspaceId: made.workspaceId, attachmentId: made.id };
    await deleteAttachment(owner.ctx(), ref);
    expect((await get(fileOf(made))).status).toBe(404);
  });
});
