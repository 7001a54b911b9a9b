import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { undoChange } from '../change/undo-change.ts';
import type { GroupId, OpId } from '../domain/ids.ts';
import { plantBug } from '../platform/bugs.ts';
import { createProject } from '../project/create-project.ts';
import { createStage, fiveTests } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { testId } from '../testing/world.ts';
import type { Person } from '../testing/world.ts';
import { callProcedure } from '../trpc/call-procedure.ts';
import { completeTask } from './complete-task.ts';
import { createTask } from './create-task.ts';
import { deleteTask } from './delete-task.ts';
import { getTask } from './get-task.ts';
import { moveTask } from './move-task.ts';
import { restoreTask } from './restore-task.ts';
import type { TaskOutput, TaskUpdateInput } from './schema.ts';
import { updateTask } from './update-task.ts';

const inStage = (stage: Stage, notes: string) =>
  createTask(stage.owner.ctx(), {
    workspaceId: stage.workspaceId,
    projectId: stage.projectId,
    title: 'Shopping',
    notes,
  });

fiveTests<TaskUpdateInput, TaskOutput>({
  name: 'task.update with notesBase',
  verb: updateTask,
  input: async (stage) => {
    const { id: taskId, workspaceId } = await inStage(stage, 'milk\nbread');
    const ref = { workspaceId, taskId, add: {}, remove: {} };
    await updateTask(stage.owner.ctx(), { ...ref, set: { notes: 'oat milk\nbread' } });
    return { ...ref, set: { notes: 'milk\nbread\neggs' }, notesBase: 1 };
  },
  happy: async (task, stage) => {
    expect(task).toMatchObject({ notes: 'oat milk\nbread\neggs', version: 3 });
    const { workspaceId, id: taskId } = task;
    expect(await getTask(stage.owner.ctx(), { workspaceId, taskId })).toEqual(task);
  },
});

let stage: Stage;
let mate: Person;
beforeAll(async () => {
  stage = await createStage();
  mate = await stage.world.person('Mate');
  await stage.world.join(stage.workspaceId, mate, 'member');
});
afterAll(() => stage.world.close());

let task: TaskOutput;
beforeEach(async () => {
  task = await inStage(stage, 'milk\nbread');
});

const db = () => stage.world.runtime.db;
const send = (edit: Partial<TaskUpdateInput>, who = stage.owner) =>
  updateTask(who.ctx(), {
    workspaceId: stage.workspaceId,
    taskId: task.id,
    set: {},
    add: {},
    remove: {},
    ...edit,
  });
const write = (notes: string, notesBase?: number, who = stage.owner) =>
  send({ set: { notes }, ...(notesBase && { notesBase }) }, who);
const logged = async () =>
  (
    await db().execute(sql`
      SELECT type, before, after FROM changes WHERE entity_id = ${task.id} ORDER BY seq DESC, n DESC LIMIT 1`)
  ).rows[0];

/** The notes after two people wrote from the same version. */
async function twoWrite(): Promise<string> {
  await write('milk\nbread\nby the owner', 1);
  return (await write('by the mate\nmilk\nbread', 1, mate)).notes;
}

describe('notes that two people write from the same version', () => {
  test('have what both wrote', async () => {
    expect(await twoWrite()).toBe('by the mate\nmilk\nbread\nby the owner');
  });

  test('would have one’s alone by the planted bug, which the test above sees', async () => {
    plantBug('notes-overwritten');
    try {
      expect(await twoWrite()).toBe('by the mate\nmilk\nbread');
    } finally {
      plantBug(null);
    }
  });

  test('also when both are sent at once, whoever comes first', async () => {
    await Promise.all([write('milk\nbread\nfirst', 1), write('second\nmilk\nbread', 1, mate)]);
    const { notes } = await write('milk\nBREAD', 1);
    expect(notes).toBe('second\nmilk\nBREAD\nfirst');
  });

  test('have both of a line that both changed, what was stored first', async () => {
    await write('soy milk\nbread', 1);
    expect((await write('oat milk\nbread', 1, mate)).notes).toBe('soy milk\noat milk\nbread');
  });

  test('are merged line by line also where one sends other line ends', async () => {
    await write('milk\nbread\neggs', 1);
    const input = { workspaceId: task.workspaceId, taskId: task.id, notesBase: 1 };
    const sent = { ...input, set: { notes: 'oat milk\r\nbread\r\n' } };
    expect(await callProcedure(mate.ctx(), 'task.update', sent)).toMatchObject({
      notes: 'oat milk\nbread\neggs\n',
    });
  });

  test('are as they were sent where nothing has changed them, and the same again leaves no trace', async () => {
    await completeTask(stage.owner.ctx(), { workspaceId: task.workspaceId, taskId: task.id });
    expect(await write('bread', 1)).toMatchObject({ notes: 'bread', version: 3 });
    expect(await write('bread', 1)).toMatchObject({ notes: 'bread', version: 3 });
    expect(await write('bread', 3)).toMatchObject({ notes: 'bread', version: 3 });
  });
});

describe('the base of a merge', () => {
  test('is found versions back, whatever else has changed since', async () => {
    await write('milk\nbread\neggs');
    await send({ set: { title: 'Groceries', priority: 2 } });
    await send({ add: { assigneeIds: [mate.userId] } });
    await write('oat milk\nbread\neggs');
    await completeTask(stage.owner.ctx(), { workspaceId: task.workspaceId, taskId: task.id });
    expect((await write('milk\nbread\neggs\nrice', 2)).notes).toBe('oat milk\nbread\neggs\nrice');
  });

  test('is found where the history keeps long texts as the way back', async () => {
    const lines = Array.from({ length: 400 }, (_, at) => `line ${at}`);
    const put = (at: number, text: string) => lines.toSpliced(at, 1, text).join('\n');
    await write(lines.join('\n'));
    await write(put(5, 'once'));
    await write(put(7, 'twice'));
    expect(await logged()).toMatchObject({ before: { notes: { patch: expect.any(String) } } });
    const { notes } = await write(put(390, 'from version 2'), 2, mate);
    expect(notes.split('\n')).toEqual(lines.with(7, 'twice').with(390, 'from version 2'));
  });

  test('is found also where a move took people off a task that was deleted then', async () => {
    const { workspaceId } = stage;
    const ref = { workspaceId, taskId: task.id };
    const parent = await inStage(stage, '');
    await moveTask(stage.owner.ctx(), { ...ref, parentId: parent.id });
    await send({ add: { assigneeIds: [mate.userId] } });
    await write('milk\nbread\neggs');
    const { version } = await deleteTask(stage.owner.ctx(), ref);
    const project = { workspaceId, name: 'Own', colour: 'red', private: true } as const;
    const { id: projectId } = await createProject(stage.owner.ctx(), project);
    await moveTask(stage.owner.ctx(), { workspaceId, taskId: parent.id, projectId });
    await restoreTask(stage.owner.ctx(), ref);
    const { notes, assigneeIds } = await write('milk\nbread\neggs\nrice', version);
    expect({ notes, assigneeIds }).toEqual({ notes: 'milk\nbread\neggs\nrice', assigneeIds: [] });
    expect((await write('oat milk\nbread', version - 2)).notes).toBe('oat milk\nbread\neggs\nrice');
  });

  test('that the history does not tell is none: purged, broken, or too far back', async () => {
    const spoil = async (what: ReturnType<typeof sql>) => {
      task = await inStage(stage, 'milk\nbread');
      await write('milk\nbread\neggs');
      await send({ set: { priority: 2 } });
      await db().execute(sql`${what} AND entity_id = ${task.id} AND type <> 'task.created'`);
      return (await write('bread', 1)).notes;
    };
    const blank = sql`UPDATE changes SET before = '{}', after = '{}' WHERE true`;
    const other = sql`UPDATE changes SET after = '{"notes": "else"}' WHERE after ? 'notes'`;
    expect(await spoil(blank)).toBe('bread');
    expect(await spoil(other)).toBe('bread');
    expect(await spoil(sql`DELETE FROM changes WHERE true`)).toBe('bread');
    expect(await spoil(sql`UPDATE changes SET at = at WHERE true`)).toBe('bread\neggs');
    await db().execute(sql`UPDATE tasks SET version = 900 WHERE id = ${task.id}`);
    expect((await write('far', 100)).notes).toBe('far');
  });

  test('is a text where no version has it: what was sent just before, and merged with what others wrote', async () => {
    await write('oat milk\nbread', 1, mate);
    await write('milk\nbread\neggs', 1);
    const { notes } = await send({
      set: { notes: 'milk\nbread\nsix eggs' },
      notesBaseText: 'milk\nbread\neggs',
    });
    expect(notes).toBe('oat milk\nbread\nsix eggs');
    const refused = (input: Partial<TaskUpdateInput>) =>
      expect(send(input)).rejects.toMatchObject({
        code: 'BAD_REQUEST',
        issues: [{ path: ['notesBaseText'] }],
      });
    await refused({ set: { title: 'Groceries' }, notesBaseText: 'milk' });
    await refused({ set: { notes: 'x' }, notesBaseText: 'milk', notesBase: 1 });
  });

  test('goes with notes, and is no version that is yet to come', async () => {
    const refused = (input: Partial<TaskUpdateInput>) =>
      expect(send(input)).rejects.toMatchObject({
        code: 'BAD_REQUEST',
        issues: [{ path: ['notesBase'] }],
      });
    await refused({ set: { title: 'Groceries' }, notesBase: 1 });
    await refused({ set: { notes: 'x' }, notesBase: 2 });
    const input = { workspaceId: task.workspaceId, taskId: task.id, set: { notes: 'x' } };
    const call = callProcedure(mate.ctx(), 'task.update', { ...input, notesBase: 0 });
    await expect(call).rejects.toMatchObject({ cause: { issues: [{ path: ['notesBase'] }] } });
    expect(await logged()).toMatchObject({ type: 'task.created' });
  });
});

describe('merged notes', () => {
  test('that would be too long are refused with the task as it is, and nothing is lost', async () => {
    const [mine, theirs] = ['x', 'y'].map((letter) => `milk\nbread\n${letter.repeat(60_000)}`);
    await write(mine ?? '', 1);
    const refused = write(theirs ?? '', 1, mate);
    await expect(refused).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/longer than 100000/),
      current: { notes: mine, version: 2 },
    });
    expect(await write(theirs ?? '', 2, mate)).toMatchObject({ notes: theirs, version: 3 });
  });

  test('are recorded as any update, and an undo brings back what was stored', async () => {
    await write('milk\nbread\neggs', 1);
    const opId = testId<OpId>();
    await send({ set: { notes: 'oat milk\nbread' }, notesBase: 1, opId }, mate);
    expect(await logged()).toEqual({
      type: 'task.updated',
      before: { notes: 'milk\nbread\neggs' },
      after: { notes: 'oat milk\nbread\neggs' },
    });
    const { workspaceId } = stage;
    const groupId = opId as string as GroupId;
    const undone = await undoChange(mate.ctx(), { workspaceId, groupId, dryRun: false });
    expect(undone).toMatchObject({ applied: [{ field: 'notes' }], skipped: [] });
    const now = await getTask(mate.ctx(), { workspaceId, taskId: task.id });
    expect(now).toMatchObject({ notes: 'milk\nbread\neggs', version: 4 });
  });

  test('are answered alike to the same opId, whatever was written since', async () => {
    const edit = { set: { notes: 'milk\nbread\neggs' }, notesBase: 1, opId: testId<OpId>() };
    await write('oat milk\nbread', 1, mate);
    const first = await send(edit);
    await write('other', 3, mate);
    expect(await send(edit)).toEqual(first);
    await expect(send({ ...edit, notesBase: 2 })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});
