import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backup } from '../../db/archive/backup.ts';
import { restore } from '../../db/archive/restore.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import type { TestDatabase } from '../../db/testing/database.ts';
import { addAttachment } from '../attachment/add-attachment.ts';
import { getAttachmentFile } from '../attachment/get-attachment-file.ts';
import { sentFile } from '../attachment/testing/sent-file.ts';
import { startBucket } from '../files/testing/bucket-server.ts';
import type { BucketServer } from '../files/testing/bucket-server.ts';
import type { Ctx } from '../platform/context.ts';
import { createTask } from '../task/create-task.ts';
import { createWorld } from '../testing/world.ts';
import type { World } from '../testing/world.ts';
import { listBucketFiles } from './bucket-files.ts';

let world: World;
let bucket: BucketServer;
let target: TestDatabase;
let folder: string;
beforeAll(async () => {
  world = await createWorld();
  bucket = await startBucket();
  target = await createTestDatabase({ empty: true });
  folder = await mkdtemp(join(tmpdir(), 'cairn-bucket-'));
});
afterAll(async () => {
  await world.close();
  await bucket.close();
  await target.drop();
  await rm(folder, { recursive: true });
});

test('a backup of an instance whose files lie in a bucket holds them, and brings them to the data folder', async () => {
  const ann = await world.person();
  const { workspaceId } = ann;
  const env = { ...world.runtime.env, bucket: bucket.env };
  const inBucket = (): Ctx => ({ ...ann.ctx(), runtime: { ...world.runtime, env } });
  const { id: taskId } = await createTask(ann.ctx(), { workspaceId, title: 'Files' });
  const add = async (ctx: Ctx, content: string) =>
    addAttachment(ctx, { workspaceId, taskId, uploadId: await sentFile(ctx, content) });
  const [far, near] = [await add(inBucket(), 'far'), await add(ann.ctx(), 'near')];
  expect(bucket.objects.size).toBe(1);
  const text = async (attachmentId: typeof far.id, ctx = inBucket()) => {
    const file = await getAttachmentFile(ctx, { workspaceId, attachmentId });
    return (await (await file.open()).toArray()).join('');
  };
  expect([await text(far.id), await text(near.id)]).toEqual(['far', 'near']);
  await expect(text(far.id, ann.ctx())).rejects.toMatchObject({ code: 'NOT_FOUND' });

  const { pool, filesDir } = world.runtime;
  const file = join(folder, 'a.cairn');
  const manifest = await backup({ pool, file, filesDir, filesElsewhere: listBucketFiles(env) });
  expect(manifest.files).toHaveLength(2);
  bucket.objects.clear();
  await restore({ pool: target.pool, file, filesDir: join(folder, 'files') });
  const contents = manifest.files.map(({ path }) => readFile(join(folder, 'files', path), 'utf8'));
  expect((await Promise.all(contents)).toSorted()).toEqual(['far', 'near']);
});

test('without a bucket nothing lies elsewhere, nor in an instance that is older than attachments', async () => {
  const client = await world.runtime.pool.connect();
  try {
    expect(await listBucketFiles({ bucket: null })(client)).toEqual([]);
    await client.query('BEGIN; DROP TABLE attachments CASCADE');
    expect(await listBucketFiles({ bucket: bucket.env })(client)).toEqual([]);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
});
