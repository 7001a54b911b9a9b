import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FileId, WorkspaceId } from '../domain/ids.ts';
import { loadEnv } from '../platform/env.ts';
import { chooseFileStore } from './choose-file-store.ts';
import { openBucketStore } from './open-bucket-store.ts';
import { openDiskStore } from './open-disk-store.ts';
import type { FileStore } from './schema.ts';
import { startBucket } from './testing/bucket-server.ts';
import type { BucketServer } from './testing/bucket-server.ts';

let dir = '';
let bucket: BucketServer;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cairn-store-'));
  bucket = await startBucket();
});
afterEach(async () => {
  await bucket.close();
  await rm(dir, { recursive: true });
});

const key = (fileId = 'f1') => ({ workspaceId: 'w1' as WorkspaceId, fileId: fileId as FileId });
const path = '/cairn-files/attachments/w1/f1';
const stores: [string, () => FileStore][] = [
  ['disk', () => openDiskStore(join(dir, 'attachments'))],
  ['bucket', () => openBucketStore(bucket.env)],
];

async function file(content: Buffer | string, name = 'sent'): Promise<string> {
  await writeFile(join(dir, name), content);
  return join(dir, name);
}

async function bytesOf(store: FileStore, range?: { start: number; end: number }) {
  const stream = await store.open(key(), range);
  return stream && Buffer.concat((await stream.toArray()) as Buffer[]);
}

describe.each(stores)('the %s', (_, open) => {
  test('gives back what it was given, whole and in parts, until it is dropped', async () => {
    const store = open();
    expect(await store.open(key())).toBeNull();
    await store.drop(key());
    await store.put(key(), await file('0123456789'));
    expect(String(await bytesOf(store))).toBe('0123456789');
    expect(String(await bytesOf(store, { start: 2, end: 4 }))).toBe('234');
    expect(String(await bytesOf(store, { start: 9, end: 9 }))).toBe('9');
    expect(String(await bytesOf(store, { start: 0, end: 0 }))).toBe('0');
    await store.put(key(), join(dir, 'sent'));
    await store.drop(key());
    await store.drop(key());
    expect(await store.open(key())).toBeNull();
  });

  test('takes a large file', async () => {
    const large = randomBytes(40 * 1024 * 1024 + 7);
    const store = open();
    await store.put(key(), await file(large));
    expect((await bytesOf(store))?.equals(large)).toBe(true);
  });
});

describe('the disk', () => {
  test('keeps files closed to others, and its own name for them outlives the sent one', async () => {
    const store = openDiskStore(join(dir, 'attachments'));
    const sent = await file('x');
    await store.put(key(), sent);
    await rm(sent);
    expect(await readdir(join(dir, 'attachments/w1'))).toEqual(['f1']);
    expect((await stat(join(dir, 'attachments/w1'))).mode & 0o077).toBe(0);
    expect(await readFile(join(dir, 'attachments/w1/f1'), 'utf8')).toBe('x');
  });
});

describe('the bucket', () => {
  const away = { code: 'SERVICE_UNAVAILABLE', retryAfter: 10 };
  const store = (change: Partial<BucketServer['env']> = {}) =>
    openBucketStore({ ...bucket.env, ...change });

  test('signs each request as AWS asks; the control: with another secret all is refused', async () => {
    await store().put(key(), await file('x'));
    expect(bucket.objects.get(path)?.toString()).toBe('x');
    const stranger = store({ secretAccessKey: 'another' });
    await expect(stranger.put(key('f2'), join(dir, 'sent'))).rejects.toMatchObject(away);
    await expect(stranger.open(key())).rejects.toMatchObject(away);
    await expect(stranger.drop(key())).rejects.toMatchObject(away);
    await expect(store({ region: 'elsewhere' }).open(key())).rejects.toMatchObject(away);
    expect([...bucket.objects.keys()]).toEqual([path]);
  });

  test('that refuses is away, not empty; so is one that is not there, or has another name', async () => {
    await store().put(key(), await file('x'));
    for (const [match, work] of [
      [/^PUT/, () => store().put(key('f2'), join(dir, 'sent'))],
      [/^GET/, () => store().open(key())],
      [/^DELETE/, () => store().drop(key())],
    ] as const) {
      bucket.faults.push({ match, fault: 'refuse' });
      await expect(work()).rejects.toMatchObject(away);
      await work();
    }
    await store().put(key(), join(dir, 'sent'));
    await expect(store({ name: 'other-bucket' }).open(key())).rejects.toMatchObject(away);
    const { env } = bucket;
    await bucket.close();
    await expect(openBucketStore(env).open(key())).rejects.toMatchObject(away);
    bucket = await startBucket();
  });

  test('that sends us elsewhere is not followed: a signature goes to the configured place alone', async () => {
    bucket.faults.push({ match: /^GET/, fault: 'redirect' });
    await expect(store().open(key())).rejects.toMatchObject(away);
    expect(bucket.asked).toEqual([`GET ${path}`]);
  });

  test('that is cut off in the middle breaks the stream, and does not end it early', async () => {
    const bytes = randomBytes(1_000_000);
    await store().put(key(), await file(bytes));
    bucket.faults.push({ match: /^GET/, fault: 'cut' });
    await expect(bytesOf(store())).rejects.toThrow();
    expect((await bytesOf(store()))?.equals(bytes)).toBe(true);
  });

  test('that fails at a part of a large file leaves nothing under its name', async () => {
    const large = await file(randomBytes(40 * 1024 * 1024));
    for (let count = 0; count < 8; count += 1)
      bucket.faults.push({ match: /partNumber=2/, fault: 'refuse' });
    await expect(store().put(key(), large)).rejects.toMatchObject(away);
    expect(bucket.objects.size).toBe(0);
    expect(bucket.asked.at(-1)).toMatch(/^DELETE .*uploadId=/);
  }, 60_000);

  test('is where new files go; what lies on the disk from before is still found, and dropped from both', async () => {
    const env = loadEnv({
      CAIRN_DATA: dir,
      S3_ENDPOINT: bucket.env.endpoint,
      S3_REGION: bucket.env.region,
      S3_BUCKET: bucket.env.name,
      S3_ACCESS_KEY_ID: bucket.env.accessKeyId,
      S3_SECRET_ACCESS_KEY: bucket.env.secretAccessKey,
    });
    const both = chooseFileStore({ env, filesDir: dir });
    await openDiskStore(join(dir, 'attachments')).put(key(), await file('old'));
    await both.put(key('f2'), await file('new', 'sent-2'));
    expect([...bucket.objects.keys()]).toEqual([path.replace('f1', 'f2')]);
    expect(String(await bytesOf(both))).toBe('old');
    await both.drop(key());
    expect(await bytesOf(both)).toBeNull();
  });
});
