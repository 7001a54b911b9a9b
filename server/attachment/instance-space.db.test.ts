import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WorkspaceId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { createTask } from '../task/create-task.ts';
import { createWorld } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { createWorkspace } from '../workspace/create-workspace.ts';
import { deleteWorkspace } from '../workspace/delete-workspace.ts';
import { addAttachment } from './add-attachment.ts';
import { listAttachments } from './list-attachments.ts';
import { sentFile } from './testing/sent-file.ts';

let world: World;
let person: Person;
beforeAll(async () => {
  world = await createWorld();
  person = await world.person();
});
afterAll(() => world.close());

/** A context of an instance whose files may have so many bytes altogether. */
function limited(instance: number): Ctx {
  const ctx = person.ctx();
  const env = { ...ctx.runtime.env, filesMost: { file: 100, workspace: 1e9, instance } };
  return { ...ctx, runtime: { ...ctx.runtime, env } };
}

async function newWorkspace(): Promise<WorkspaceId> {
  return (await createWorkspace(person.ctx(), { name: 'One more' })).id;
}

/** Hangs a file of five bytes on a new task. */
async function add(ctx: Ctx, workspaceId: WorkspaceId) {
  const { id: taskId } = await createTask(person.ctx(), { workspaceId, title: 'Paint' });
  const uploadId = await sentFile(person.ctx(), '12345');
  return addAttachment(ctx, { workspaceId, taskId, uploadId });
}

it('a workspace more brings no room of its own, and deleting one none back before it is purged', async () => {
  const [first, second] = [await newWorkspace(), await newWorkspace()];
  await add(limited(9), first);
  await deleteWorkspace(person.ctx(), { workspaceId: first });
  const refused = {
    code: 'PAYLOAD_TOO_LARGE',
    message: expect.stringMatching(/9 bytes at most \(FILES_INSTANCE_MB\); 4 are left.* has 5/),
  };
  await expect(add(limited(9), second)).rejects.toMatchObject(refused);
  const { taskId } = await add(limited(10), second);
  const page = { workspaceId: second, taskId, limit: 10 };
  expect((await listAttachments(limited(12), page)).room).toEqual({ file: 100, workspace: 2 });
});

it('two in different workspaces at once do not pass together', async () => {
  const { rows } = await world.runtime.db.execute<{ used: number }>(
    sql`SELECT sum(size)::int AS used FROM attachments`,
  );
  const places = [await newWorkspace(), await newWorkspace(), await newWorkspace()];
  const ctx = limited((rows[0]?.used ?? 0) + 9);
  const race = await Promise.allSettled(places.map((workspaceId) => add(ctx, workspaceId)));
  expect(race.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1);
  // What was refused holds nothing: alone it passes.
  if (race.every(({ status }) => status === 'rejected')) await add(ctx, places[0] as WorkspaceId);
  const held = await world.runtime.db.execute<{ used: number }>(
    sql`SELECT sum(size)::int AS used FROM attachments`,
  );
  expect(held.rows[0]?.used).toBe((rows[0]?.used ?? 0) + 5);
});
