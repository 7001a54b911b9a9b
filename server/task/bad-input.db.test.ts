import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Action } from '../domain/policy.ts';
import { cursorsOf } from '../platform/page.ts';
import { callProcedure } from '../trpc/call-procedure.ts';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { testId } from '../testing/world.ts';
import type { TaskOutput, TaskSearchOutput } from './schema.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.world.close());

const create = (more: object = {}) =>
  callProcedure(stage.owner.ctx(), 'task.create', {
    workspaceId: stage.workspaceId,
    projectId: stage.projectId,
    title: 'Task',
    ...more,
  }) as Promise<TaskOutput>;
const get = (task: TaskOutput) =>
  callProcedure(stage.owner.ctx(), 'task.get', { workspaceId: stage.workspaceId, taskId: task.id });
const update = (task: TaskOutput, more: object) =>
  callProcedure(stage.owner.ctx(), 'task.update', {
    workspaceId: stage.workspaceId,
    taskId: task.id,
    ...more,
  }) as Promise<TaskOutput>;
const search = async (text: string, more: object = {}) =>
  (await callProcedure(stage.owner.ctx(), 'task.search', {
    workspaceId: stage.workspaceId,
    text,
    ...more,
  })) as TaskSearchOutput;

describe('text that Postgres cannot hold', () => {
  test('halves of surrogate pairs and NUL characters are replaced, in every text of a task', async () => {
    const task = await create({
      title: `half \ud83d\u0000`,
      notes: `\ude00 half\u0000`,
      opId: testId(),
    });
    expect(task).toMatchObject({ title: 'half \ufffd', notes: '\ufffd half' });
    expect(await get(task)).toEqual(task);
    const { notes } = await update(task, { set: { notes: `\ud83d` }, opId: testId() });
    expect(notes).toBe('\ufffd');
    const input = { workspaceId: stage.workspaceId, taskId: task.id, body: 'half \ud83d' };
    await expect(callProcedure(stage.owner.ctx(), 'comment.add', input)).resolves.toMatchObject({
      body: 'half \ufffd',
    });
  });

  test('searching for them finds nothing and is no fault', async () => {
    for (const text of ['\u0000', '\ud83d', `a\u0000b \ud83d`, "'\\:*&|!()<->", 'я'.repeat(200)])
      expect((await search(text)).items).toEqual([]);
  });
});

describe('forged cursors', () => {
  /** Sealed as the list itself would: what another version of the server may have given. */
  const forge = (action: Action, value: unknown) =>
    cursorsOf(action).seal(stage.owner.ctx(), value);
  const id = testId();
  const cursors = [
    ['due', 'nonsense', id],
    ['due', '2026-02-31', id],
    ['due', '\u0000', id],
    ['due', '99999999-01-01', id],
    ['due', '2026-01-01', '00000000'],
    ['due', 1, id],
    ['due', '2026-01-01'],
    null,
    {},
  ];
  test.each(cursors.map((value) => ({ value })))(
    '$value of a list by due is refused by name',
    async ({ value }) => {
      const input = { workspaceId: stage.workspaceId, cursor: forge('task.list', value) };
      await expect(callProcedure(stage.owner.ctx(), 'task.list', input)).rejects.toMatchObject({
        code: 'BAD_REQUEST',
        cause: { issues: [{ path: ['cursor'] }] },
      });
    },
  );

  test.each([
    ['created', 'x'],
    ['created', '2026-13-01 00:00:00+00'],
    ['created', '0000-01-01T00:00:00Z'],
    ['updated', '\u0000'],
    ['updated', '0000-01-01 00:00:00+00'],
    ['order', '\u0000'],
  ])('of a list by %s: %j', async (sort, key) => {
    const input = {
      workspaceId: stage.workspaceId,
      projectId: stage.projectId,
      sort,
      cursor: forge('task.list', [sort, key, id]),
    };
    await expect(callProcedure(stage.owner.ctx(), 'task.list', input)).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
  });

  test('of the comments of a task and of the history, which name what Postgres cannot hold', async () => {
    const { id: taskId } = await create();
    const forged: [Action, object, unknown][] = [
      ['comment.list', { taskId }, ['0000-01-01T00:00:00Z', id]],
      ['change.list', {}, [1, 40_000]],
      ['change.list', {}, [1, -1]],
    ];
    for (const [action, more, value] of forged) {
      const input = { workspaceId: stage.workspaceId, ...more, cursor: forge(action, value) };
      await expect(callProcedure(stage.owner.ctx(), action, input), action).rejects.toMatchObject({
        cause: { issues: [{ path: ['cursor'] }] },
      });
    }
  });

  test('with an order key that has grown long is a cursor like any other', async () => {
    const cursor = forge('task.list', ['order', 'a'.repeat(2000), id]);
    const { workspaceId, projectId } = stage;
    const page = callProcedure(stage.owner.ctx(), 'task.list', { workspaceId, projectId, cursor });
    await expect(page).resolves.toMatchObject({ nextCursor: null });
  });

  test('of a search and of the history', async () => {
    const sealed = [[1, 'x'], [null, id], '['].map((value) => forge('task.search', value));
    for (const cursor of [...sealed, '[1e999]', 'ÿ', ''])
      await expect(search('task', { cursor }), cursor).rejects.toMatchObject({
        code: 'BAD_REQUEST',
      });
  });
});

describe('titles and zones', () => {
  test.each(['', '   ', '\u200b\u2060', '\u0000\n'])(
    'a title of nothing to see: %j',
    async (title) => {
      await expect(create({ title })).rejects.toMatchObject({
        code: 'BAD_REQUEST',
        cause: { issues: [{ path: ['title'], message: 'must not be empty' }] },
      });
    },
  );

  test.each(['+03:00', 'Z', 'Mars/Olympus', '', 'UTC\u0000', 'AST', 'ACT'])(
    'a zone that is none: %j',
    async (timeZone) => {
      await expect(
        create({ dueOn: '2026-11-24', dueTime: '09:30', timeZone }),
      ).rejects.toMatchObject({ cause: { issues: [{ path: ['timeZone'] }] } });
    },
  );
});

describe('instants', () => {
  test.each(['9999-12-31T23:59:59-23:59', '0000-01-01T00:00:00Z', '1899-12-31T00:00:00Z'])(
    'a due at %s is refused by name',
    async (dueAt) => {
      await expect(create({ dueAt, timeZone: 'Europe/Moscow' })).rejects.toMatchObject({
        code: 'BAD_REQUEST',
        cause: { issues: [{ path: ['dueAt'] }] },
      });
    },
  );
});

describe('what is too much', () => {
  test('notes of nothing but words can be saved and found', async () => {
    const words = Array.from(
      { length: 100_000 },
      (_, n) => `слово${n.toString(36)}ая-вставка${n}ость`,
    );
    const notes = words.join(' ').slice(0, 100_000);
    const task = await create({ notes });
    expect((await search('слово1ая')).items.map((hit) => hit.task.id)).toContain(task.id);
  });
});

describe('search finds what was written', () => {
  test.each([
    'example.com',
    'example.com/path',
    'https://example.com/path?q=1',
    'ann@mail.example',
    'server/task.ts',
    'task.ts',
    'v1.2.3',
    '1.2.3',
    'COVID-19',
    'foo_bar',
    '3.14',
    'кто-то',
    'self-hosted',
    'C++',
    '-5',
    '50%',
    '#12',
    '"exact phrase"',
  ])('%s', async (text) => {
    const task = await create({ title: `about ${text} here` });
    expect((await search(text)).items.map((hit) => hit.task.id)).toContain(task.id);
  });

  test('letters that Postgres does not take for letters find nothing rather than everything', async () => {
    for (const text of ['௰', '〇', '𒐀', '፼']) expect((await search(text)).items, text).toEqual([]);
  });
});
