import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { membership } from '../auth/membership.ts';
import { undoChange } from '../change/undo-change.ts';
import { write } from '../changes/write.ts';
import { addComment } from '../comment/add-comment.ts';
import { deleteComment } from '../comment/delete-comment.ts';
import type { AttachmentId, FileId, GroupId, OpId, TaskId, UploadId } from '../domain/ids.ts';
import { chooseFileStore } from '../files/choose-file-store.ts';
import { claimFile } from '../files/claim-file.ts';
import { keepFile } from '../files/keep-file.ts';
import { sweepFiles } from '../files/sweep-files.ts';
import type { Ctx } from '../platform/context.ts';
import { createTask } from '../task/create-task.ts';
import { deleteTask } from '../task/delete-task.ts';
import { getTask } from '../task/get-task.ts';
import { createStage, fiveTests } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { testId } from '../testing/world.ts';
import type { Person } from '../testing/world.ts';
import { getUpload } from '../upload/scope.ts';
import { addAttachment } from './add-attachment.ts';
import { deleteAttachment } from './delete-attachment.ts';
import { dropFiles } from './drop-files.ts';
import type { FilesToDrop } from './drop-files.ts';
import { getAttachmentFile } from './get-attachment-file.ts';
import { getAttachment } from './get-attachment.ts';
import { listAttachments } from './list-attachments.ts';
import { renameAttachment } from './rename-attachment.ts';
import { png } from './testing/pictures.ts';
import { sentFile } from './testing/sent-file.ts';

const newTask = async (stage: Stage): Promise<TaskId> => {
  const { workspaceId, projectId } = stage;
  return (await createTask(stage.owner.ctx(), { workspaceId, projectId, title: 'Paint' })).id;
};

const input = async (stage: Stage) => ({
  workspaceId: stage.workspaceId,
  taskId: await newTask(stage),
  uploadId: await sentFile(stage.owner.ctx(), 'краска', 'Смета.txt'),
});

const at = async (stage: Stage) => {
  const { id } = await addAttachment(stage.owner.ctx(), await input(stage));
  return { workspaceId: stage.workspaceId, attachmentId: id };
};

fiveTests({
  name: 'attachment.add',
  verb: addAttachment,
  input,
  happy: async (attachment, stage, sent) => {
    const { workspaceId, owner } = stage;
    const { taskId } = sent;
    expect(attachment).toMatchObject({ taskId, name: 'Смета.txt', size: 12, image: null });
    const list = await listAttachments(owner.ctx(), { workspaceId, taskId, limit: 10 });
    expect(list.items).toEqual([attachment]);
    expect(await getTask(owner.ctx(), { workspaceId, taskId })).toMatchObject({
      attachmentCount: 1,
    });
    const again = addAttachment(owner.ctx(), { ...sent, opId: testId<OpId>() });
    await expect(again).rejects.toMatchObject({ code: 'NOT_FOUND' });
  },
});

fiveTests({
  name: 'attachment.rename',
  verb: renameAttachment,
  input: async (stage) => ({ ...(await at(stage)), name: 'План.txt' }),
  happy: (attachment) => expect(attachment).toMatchObject({ name: 'План.txt', version: 2 }),
});

fiveTests({
  name: 'attachment.delete',
  verb: deleteAttachment,
  input: at,
  happy: async (answer, stage, sent) => {
    expect(answer).toMatchObject({ id: sent.attachmentId, version: 2 });
    const gone = getAttachmentFile(stage.owner.ctx(), sent);
    await expect(gone).rejects.toMatchObject({ code: 'NOT_FOUND' });
  },
});

describe('attachments', () => {
  let stage: Stage;
  let mate: Person;
  beforeAll(async () => {
    stage = await createStage();
    mate = await stage.world.person('Mate');
    await stage.world.join(stage.workspaceId, mate, 'member');
  });
  afterAll(() => stage.world.close());

  const text = async (ctx: Ctx, attachmentId: AttachmentId) => {
    const file = await getAttachmentFile(ctx, { workspaceId: stage.workspaceId, attachmentId });
    return (await (await file.open()).toArray()).join('');
  };
  const add = async (ctx = stage.owner.ctx(), more: object = {}) =>
    addAttachment(ctx, {
      workspaceId: stage.workspaceId,
      taskId: await newTask(stage),
      uploadId: await sentFile(ctx),
      ...more,
    });
  const stored = async (): Promise<string[]> => {
    const folder = join(stage.world.runtime.filesDir, 'attachments', stage.workspaceId);
    return (await readdir(folder).catch((): string[] => [])).toSorted();
  };
  const known = async () => {
    const found = await stage.world.runtime.db.execute<{ id: string }>(
      sql`SELECT file_id AS id FROM attachments WHERE workspace_id = ${stage.workspaceId} ORDER BY 1`,
    );
    return found.rows.map(({ id }) => id);
  };

  it('keep the bytes that were sent, and tell a picture by them alone', async () => {
    const ctx = stage.owner.ctx();
    const bytes = Buffer.concat([png(7, 5), Buffer.from('<script>alert(1)</script>')]);
    const picture = await add(ctx, { uploadId: await sentFile(ctx, bytes, 'notes.txt') });
    expect(picture.image).toEqual({ type: 'png', width: 7, height: 5, shown: true });
    const page = await add(ctx, { uploadId: await sentFile(ctx, '<html>', 'cat.png') });
    expect(page).toMatchObject({ name: 'cat.png', image: null });
    expect(await text(ctx, page.id)).toBe('<html>');
    expect(Object.keys(page)).not.toContain('fileId');
  });

  it('are taken back, restored and renamed back by undo', async () => {
    const { workspaceId, owner } = stage;
    const group = testId<OpId>();
    const { id, taskId } = await add(owner.ctx(), { opId: group });
    const ref = { workspaceId, attachmentId: id };
    const undo = (opId: OpId) =>
      undoChange(owner.ctx(), {
        workspaceId,
        groupId: opId as string as GroupId,
        dryRun: false,
        opId: testId<OpId>(),
      });
    const rename = testId<OpId>();
    await renameAttachment(owner.ctx(), { ...ref, name: 'b.txt', opId: rename });
    expect((await undo(rename)).applied).toMatchObject([{ entity: 'attachment', field: 'name' }]);
    expect(await getAttachment(owner.ctx(), ref)).toMatchObject({ name: 'file.txt' });
    const taken = await undo(group);
    await expect(getAttachment(owner.ctx(), ref)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await undo(taken.change?.groupId as string as OpId);
    expect(await text(owner.ctx(), id)).toBe('cairn');
    expect(await getTask(owner.ctx(), { workspaceId, taskId })).toMatchObject({
      attachmentCount: 1,
    });
  });

  it('on a comment are its author’s; on a task they take the right to write', async () => {
    const { workspaceId, world, projectId, reader, owner } = stage;
    const taskId = await newTask(stage);
    await world.grant({ workspaceId, projectId }, reader, 'comment');
    const own = await addComment(reader.ctx(), { workspaceId, taskId, body: 'see' });
    const uploadId = await sentFile(reader.ctx());
    const refused = { code: 'FORBIDDEN' };
    const onTask = addAttachment(reader.ctx(), { workspaceId, taskId, uploadId });
    await expect(onTask).rejects.toMatchObject(refused);
    const onComment = { workspaceId, taskId, commentId: own.id };
    const made = await addAttachment(reader.ctx(), { ...onComment, uploadId });
    expect(made.commentId).toBe(own.id);
    const others = { ...onComment, uploadId: await sentFile(mate.ctx()) };
    await expect(addAttachment(mate.ctx(), others)).rejects.toMatchObject(refused);
    const ref = { workspaceId, attachmentId: made.id };
    const rename = { ...ref, name: 'x' };
    await expect(renameAttachment(owner.ctx(), rename)).rejects.toMatchObject(refused);
    await expect(deleteAttachment(mate.ctx(), ref)).rejects.toMatchObject(refused);
    await deleteAttachment(owner.ctx(), ref);
    await world.grant({ workspaceId, projectId }, reader, 'read');
  });

  it('go with their comment and their task', async () => {
    const { workspaceId, owner } = stage;
    const taskId = await newTask(stage);
    const comment = await addComment(owner.ctx(), { workspaceId, taskId, body: 'see' });
    const { id } = await add(owner.ctx(), { taskId, commentId: comment.id });
    const plain = await add(owner.ctx(), { taskId });
    await deleteComment(owner.ctx(), { workspaceId, commentId: comment.id });
    const gone = { code: 'NOT_FOUND' };
    await expect(text(owner.ctx(), id)).rejects.toMatchObject(gone);
    const task = await getTask(owner.ctx(), { workspaceId, taskId });
    expect(task.attachmentCount).toBe(1);
    await deleteTask(owner.ctx(), { workspaceId, taskId });
    await expect(text(owner.ctx(), plain.id)).rejects.toMatchObject(gone);
  });

  it('of another comment’s task are refused', async () => {
    const { workspaceId, owner } = stage;
    const elsewhere = await newTask(stage);
    const comment = await addComment(owner.ctx(), { workspaceId, taskId: elsewhere, body: 'x' });
    const crossed = add(owner.ctx(), { commentId: comment.id });
    await expect(crossed).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('take an upload of one’s own, once, and only one that is whole', async () => {
    const gone = { code: 'NOT_FOUND' };
    const foreign = add(mate.ctx(), { uploadId: await sentFile(stage.owner.ctx()) });
    await expect(foreign).rejects.toMatchObject(gone);
    const uploadId = await sentFile(stage.owner.ctx());
    const both = await Promise.allSettled([1, 2].map(() => add(stage.owner.ctx(), { uploadId })));
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const { db, clock } = stage.world.runtime;
    const part = testId<UploadId>();
    await db.execute(sql`INSERT INTO uploads (id, user_id, file_name, size, sha256, expires_at)
      VALUES (${part}, ${stage.owner.userId}, 'x', 5, NULL, ${clock.now().toISOString()}::timestamptz + interval '1 hour')`);
    await expect(add(stage.owner.ctx(), { uploadId: part })).rejects.toMatchObject(gone);
  });

  it('leave no bytes without a row, and no row without bytes', async () => {
    await sweepFiles(stage.world.runtime);
    expect(await stored()).toEqual(await known());
    const { runtime } = stage.world;
    const { workspaceId, owner } = stage;
    const key = { workspaceId, fileId: testId<FileId>() };
    // A crash right after the bytes were stored: only the note says that nothing needs them.
    await claimFile(owner.ctx(), key);
    const upload = await getUpload(owner.ctx(), await sentFile(owner.ctx()));
    await chooseFileStore(runtime).put(key, upload.path);
    expect(await sweepFiles(runtime)).toBe(0);
    expect(await stored()).toContain(key.fileId);
    const due = sql`UPDATE file_deletions SET due_at = now() - interval '1 second' WHERE file_id = ${key.fileId}`;
    await runtime.db.execute(due);
    expect(await sweepFiles(runtime)).toBe(1);
    expect(await stored()).toEqual(await known());
    // The sweep was first: the row that comes after it is refused.
    const late = write(
      owner.ctx(),
      { action: 'attachment.add', input: { workspaceId }, guard: membership },
      (w) => keepFile(w, key),
    );
    await expect(late).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  });

  it('are pages, oldest first, and say what room is left', async () => {
    const { workspaceId, owner } = stage;
    const taskId = await newTask(stage);
    for (const name of ['1', '2', '3']) await add(owner.ctx(), { taskId, name });
    const first = await listAttachments(owner.ctx(), { workspaceId, taskId, limit: 2 });
    const cursor = first.nextCursor ?? undefined;
    const rest = await listAttachments(owner.ctx(), { workspaceId, taskId, limit: 2, cursor });
    expect([...first.items, ...rest.items].map(({ name }) => name)).toEqual(['1', '2', '3']);
    const { file, workspace } = stage.world.runtime.env.filesMost;
    expect(rest.room.file).toBe(file);
    expect(rest.room.workspace).toBeLessThan(workspace);
  });

  it('have limits that two at once cannot pass, told with their numbers', async () => {
    const { owner, workspaceId } = stage;
    const { rows } = await stage.world.runtime.db.execute<{ used: number }>(
      sql`SELECT sum(size)::int AS used FROM attachments WHERE workspace_id = ${workspaceId}`,
    );
    const used = rows[0]?.used ?? 0;
    await stage.world.runtime.db.execute(sql`DELETE FROM uploads`);
    const limited = (file: number, workspace: number, instance = 1e9): Ctx => {
      const ctx = owner.ctx();
      const env = { ...ctx.runtime.env, filesMost: { file, workspace, instance } };
      return { ...ctx, runtime: { ...ctx.runtime, env } };
    };
    const [taskId, uploadId] = [await newTask(stage), await sentFile(owner.ctx())];
    const large = addAttachment(limited(4, 1e9), { workspaceId, taskId, uploadId });
    await expect(large).rejects.toMatchObject({
      code: 'PAYLOAD_TOO_LARGE',
      message: 'A file has 4 bytes at most; this one has 5.',
    });
    await expect(sentFile(limited(4, 1e9))).rejects.toMatchObject({
      code: 'PAYLOAD_TOO_LARGE',
      message: 'A file has 4 bytes at most.',
    });
    const race = await Promise.allSettled([1, 2, 3].map(() => add(limited(5, used + 9))));
    const refusals = race.filter((one) => one.status === 'rejected');
    expect(refusals).toHaveLength(2);
    expect(refusals[0]?.reason).toMatchObject({
      code: 'PAYLOAD_TOO_LARGE',
      message: expect.stringContaining('4 are left, and this one has 5'),
    });
    expect(await stored()).toEqual(await known());
  });

  it('keep their bytes while they can be brought back, and lose them once they are purged', async () => {
    const { workspaceId, owner } = stage;
    const purge = (which: FilesToDrop) =>
      write(
        owner.ctx(),
        { action: 'attachment.delete', input: { workspaceId }, guard: membership },
        (w) => dropFiles(w, which),
      );
    const [taken, kept] = [await add(), await add()];
    await deleteAttachment(owner.ctx(), { workspaceId, attachmentId: taken.id });
    expect(await purge({ keptDays: 30, most: 10 })).toEqual([]);
    await stage.world.runtime.db.execute(
      sql`UPDATE attachments SET deleted_at = now() - interval '31 days' WHERE id = ${taken.id}`,
    );
    const before = await stored();
    expect(await purge({ keptDays: 30, most: 10 })).toEqual([taken.id]);
    // The control: until the sweep comes by, the bytes lie there without their row.
    expect(await stored()).toEqual(before);
    await sweepFiles(stage.world.runtime);
    expect(await stored()).toEqual(await known());
    expect(await stored()).toHaveLength(before.length - 1);
    expect(await purge({ taskIds: [kept.taskId] })).toEqual([kept.id]);
    expect(await purge({ attachmentIds: [kept.id] })).toEqual([]);
    expect(await purge({ commentIds: [] })).toEqual([]);
    await sweepFiles(stage.world.runtime);
    expect(await stored()).toEqual(await known());
  });

  it('have the bytes on the disk before they are answered for', async () => {
    const made = await add();
    const files = await stored();
    const folder = join(stage.world.runtime.filesDir, 'attachments', stage.workspaceId);
    const found = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
    expect(found.filter((content) => content === 'cairn').length).toBeGreaterThan(0);
    expect(made.size).toBe(5);
  });

  it('are stored once where one sent file is added many times at once', async () => {
    const { workspaceId, owner } = stage;
    const sent = {
      workspaceId,
      taskId: await newTask(stage),
      uploadId: await sentFile(owner.ctx(), 'one', '1'),
    };
    const store = chooseFileStore(stage.world.runtime);
    const put = vi.spyOn(store, 'put');
    const each = Array.from({ length: 8 }, () => addAttachment(owner.ctx(), sent));
    const answers = await Promise.allSettled(each);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(put).toHaveBeenCalledTimes(1);
    put.mockRestore();
  });

  it('go without a transaction that waits for the store; what it refuses comes again, and no row takes it meanwhile', async () => {
    const { workspaceId, owner } = stage;
    const { runtime } = stage.world;
    await sweepFiles(runtime);
    const key = { workspaceId, fileId: testId<FileId>() };
    await claimFile(owner.ctx(), key);
    const due = sql`UPDATE file_deletions SET due_at = now() - interval '1 second' WHERE file_id = ${key.fileId}`;
    await runtime.db.execute(due);
    const keep = () => {
      const options = {
        action: 'attachment.add',
        input: { workspaceId },
        guard: membership,
      } as const;
      return write(owner.ctx(), options, (w) => keepFile(w, key));
    };
    const drop = vi.spyOn(chooseFileStore(runtime), 'drop').mockImplementationOnce(async () => {
      const open = await runtime.db.execute(sql`
        SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'`);
      expect(open.rows).toEqual([]);
      await expect(keep()).rejects.toMatchObject({ message: expect.stringContaining('too long') });
      throw new Error('the bucket is away');
    });
    await expect(sweepFiles(runtime)).rejects.toThrow('the bucket is away');
    await expect(keep()).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    expect(await sweepFiles(runtime)).toBe(0);
    await runtime.db.execute(due);
    expect(await sweepFiles(runtime)).toBe(1);
    drop.mockRestore();
  });
});
