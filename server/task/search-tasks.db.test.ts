import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ProjectId, SectionId, TaskId } from '../domain/ids.ts';
import type { Action } from '../domain/policy.ts';
import { plantBug } from '../platform/bugs.ts';
import type { Ctx } from '../platform/context.ts';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import type { Person } from '../testing/world.ts';
import { callProcedure } from '../trpc/call-procedure.ts';
import type { TaskOutput, TaskSearchOutput } from './schema.ts';

let stage: Stage;
let member: Person;
beforeAll(async () => {
  stage = await createStage();
  member = await stage.world.person('Member');
  await stage.world.join(stage.workspaceId, member, 'member');
});
afterAll(() => stage.world.close());
afterEach(() => plantBug(null));

const run = <T>(action: Action, input: object, ctx: Ctx = stage.owner.ctx()) =>
  callProcedure(ctx, action, { workspaceId: stage.workspaceId, ...input }) as Promise<T>;
const make = (input: { title: string; [field: string]: unknown }) =>
  run<TaskOutput>('task.create', { projectId: stage.projectId, ...input });
const project = async (input: object = {}) =>
  (await run<{ id: ProjectId }>('project.create', { name: 'P', ...input })).id;
const say = (task: TaskOutput, body: string) => run('comment.add', { taskId: task.id, body });
const search = async (text: string, more: object = {}, ctx?: Ctx) =>
  (await run<TaskSearchOutput>('task.search', { text, limit: 50, ...more }, ctx)).items;
const shown = (text: string | undefined) =>
  text?.replaceAll('\u0002', '<').replaceAll('\u0003', '>');

describe('what is written is found, and marked', () => {
  test.each([
    ['задача', 'Разобрать задачи', 'stem', 'Разобрать <задачи>'],
    ['задачи', 'Новая задача', 'stem', 'Новая <задача>'],
    ['задача', 'Одна задача', 'exact', 'Одна <задача>'],
    ['ёлка', 'Нарядить елку', 'stem', 'Нарядить <елку>'],
    ['елка', 'Наша Ёлка', 'exact', 'Наша <Ёлка>'],
    ['reports', 'Weekly report', 'stem', 'Weekly <report>'],
    ['report', 'All reports', 'stem', 'All <reports>'],
    ['reporter', 'Reporters are here', 'stem', '<Reporters> are here'],
    ['companies', 'One company', 'stem', 'One <company>'],
    ['inv', 'Pay the invoice', 'prefix', 'Pay the <invoice>'],
    ['презен', 'Готова презентация', 'prefix', 'Готова <презентация>'],
    ['recieve', 'Receive the parcel', 'typo', '<Receive> the parcel'],
    ['малако', 'Купить молоко', 'typo', 'Купить <молоко>'],
    ['малако', 'Литр молока', 'typo', 'Литр <молока>'],
    ['invioce', 'Old invoices', 'typo', 'Old <invoices>'],
    ['сертефикат', 'Продлить сертификаты', 'typo', 'Продлить <сертификаты>'],
    ['buy parsel', 'Buy a parcel', 'typo', '<Buy> a <parcel>'],
    ['ГРУША', 'Сочная груша', 'exact', 'Сочная <груша>'],
    ['self hosted', 'Self-hosted', 'exact', '<Self>-<hosted>'],
  ])('«%s» finds “%s” by its %s', async (text, title, match, marked) => {
    const task = await make({ title });
    const hit = (await search(text)).find(({ task: { id } }) => id === task.id);
    expect(hit).toMatchObject({ where: 'title' });
    expect([hit?.match, shown(hit?.title)]).toEqual([match, marked]);
    expect(hit?.excerpt).toBe(hit?.title);
  });

  test('in notes and comments too, each marked, and the title beside', async () => {
    const notes = await make({
      title: 'Saffron rice',
      notes: `${'so far '.repeat(60)}\nwith **cardamoms** in`,
    });
    const comment = await make({ title: 'Other rice' });
    await say(comment, 'cardamom, please');
    const [first, second] = await search('rice cardamom');
    expect(first).toMatchObject({ where: 'notes', match: 'stem', task: { id: notes.id } });
    expect(second).toBeUndefined();
    expect(shown(first?.title)).toBe('Saffron <rice>');
    expect(shown(first?.excerpt)).toMatch(/^….*so far with \*\*<cardamoms>\*\* in$/);
    const [, said] = await search('cardamon');
    expect(said).toMatchObject({ where: 'comment', match: 'typo', task: { id: comment.id } });
    expect(shown(said?.excerpt)).toBe('<cardamom>, please');
  });

  test.each(['кт', 'дмо', 'груша яблако слива', 'ilmmk', 'v123x'])(
    '«%s» is no misspelling of anything here',
    async (text) => {
      await make({ title: 'кот дом груша milk v1234' });
      expect(await search(text)).toEqual([]);
    },
  );
});

describe('the best comes first', () => {
  type Wanted = { title: string; notes?: string; comment?: string; done?: boolean };

  /** The newest would come first: they are made in the other direction. */
  async function makeAll(wanted: readonly Wanted[]) {
    for (const { done, comment, ...input } of wanted.toReversed()) {
      const task = await make(input);
      if (comment !== undefined) await say(task, comment);
      if (done) await run('task.complete', { taskId: task.id });
    }
  }

  const titlesOf = async (text: string) => (await search(text)).map(({ task }) => task.title);

  test('titles, then notes, then comments; exact, form, beginning; open before done', async () => {
    const wanted = [
      { title: 'Walnut' },
      { title: 'A walnut' },
      { title: 'Done walnut', done: true },
      { title: 'Some walnuts' },
      { title: 'Walnutty' },
      { title: 'Notes', notes: 'a walnut' },
      { title: 'Notes of more', notes: 'walnuts' },
      { title: 'Notes with a beginning', notes: 'walnutty' },
      { title: 'Comment', comment: 'a walnut' },
      { title: 'Done comment', comment: 'a walnut', done: true },
    ];
    await makeAll([...wanted, { title: 'Wallnut, misspelt' }]);
    expect(await titlesOf('walnut')).toEqual(wanted.map(({ title }) => title));
  });

  test('where little is found, what is misspelt comes after it', async () => {
    const wanted = [
      { title: 'A hazelnut' },
      { title: 'In notes', notes: 'a hazelnut' },
      { title: 'Hazzelnut, misspelt' },
      { title: 'Misspelt in notes', notes: 'a hazzelnut' },
    ];
    await makeAll(wanted);
    expect(await titlesOf('hazelnut')).toEqual(wanted.map(({ title }) => title));
  });

  test('a key finds its task, however many others have in inboxes of their own', async () => {
    const [mine] = await Promise.all(
      [stage.owner, member, member].map((person) =>
        run<TaskOutput>('task.create', { title: 'Inbox' }, person.ctx()),
      ),
    );
    const key = `IN-${mine?.number}`;
    const [found, ...others] = await search(key, { limit: 1 });
    expect([found?.task.id, others]).toEqual([mine?.id, []]);
  });

  test('pages neither skip nor repeat, also where a title, notes and a comment match, or a key', async () => {
    const made: TaskId[] = [];
    for (let n = 0; n < 4; n += 1) {
      const task = await make({ title: n % 2 === 0 ? 'Fig tree' : 'Tree', notes: 'fig fig' });
      await say(task, 'a fig');
      made.push(task.id);
    }
    const found: TaskId[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page: TaskSearchOutput = await run('task.search', { text: 'fig', limit: 1, cursor });
      found.push(...page.items.map(({ task }) => task.id));
      cursor = page.nextCursor;
    }
    expect(found.toSorted()).toEqual(made.toSorted());
    const [task] = await search('fig');
    await run('task.update', { taskId: task!.task.id, set: { notes: `see ${task!.task.key}` } });
    expect((await search(task!.task.key)).map(({ where }) => where)).toEqual(['key']);
  });

  test('what is a likely misspelling fills the page, and is not there where others fill it', async () => {
    for (const title of ['Quinoa', 'Quinoa salad', 'Quinoo']) await make({ title });
    expect((await search('quinoa')).map(({ match }) => match)).toEqual(['exact', 'exact', 'typo']);
    expect((await search('quinoa', { limit: 2 })).map(({ match }) => match)).toEqual([
      'exact',
      'exact',
    ]);
    const page = await run<TaskSearchOutput>('task.search', { text: 'quinoa', limit: 1 });
    const rest = await search('quinoa', { cursor: page.nextCursor });
    expect(rest.map(({ match }) => match)).toEqual(['exact']);
  });
});

describe('who does not see a task never finds it', () => {
  const words = ['apricot', 'apricots', 'aprikot', 'абрикос', 'абрикосы', 'обрикос'];
  const shapes = ['title', 'notes', 'comment'] as const;
  type Hidden = { word: string; shape: (typeof shapes)[number] };

  async function hide(
    { word, shape }: Hidden,
    at: { projectId: ProjectId; sectionId?: SectionId },
  ) {
    const text = shape === 'comment' ? {} : { [shape]: `a ${word}` };
    const task = await make({ title: 'Hidden', ...text, ...at });
    if (shape === 'comment') await say(task, `a ${word}`);
    return task;
  }

  test('whatever it is found by: not in others’ private projects, not below what is deleted', async () => {
    const mine = await project({ private: true });
    const shared = await project();
    const section = await run<{ id: SectionId }>('section.create', {
      projectId: shared,
      name: 'Gone',
    });
    for (const word of words)
      for (const shape of shapes) {
        await hide({ word, shape }, { projectId: mine });
        await hide({ word, shape }, { projectId: shared, sectionId: section.id });
        const parent = await make({ title: 'Parent', projectId: shared });
        await run('task.move', {
          taskId: (await hide({ word, shape }, { projectId: shared })).id,
          parentId: parent.id,
        });
        await run('task.delete', { taskId: parent.id });
      }
    await run('section.delete', { sectionId: section.id });
    const queries = fc.constantFrom(...words, 'apr', 'абр', 'hidden apricot', 'априкот', 'apricto');
    const nothing = fc.asyncProperty(queries, fc.constantFrom(1, 50), async (text, limit) => {
      for (const ctx of [member.ctx(), stage.reader.ctx()])
        expect(await search(text, { limit }, ctx)).toEqual([]);
    });
    await fc.assert(nothing, { numRuns: 40 });
    expect((await search('apricot')).length).toBeGreaterThan(3);
    plantBug('search-unscoped');
    await expect(fc.assert(nothing, { numRuns: 40 })).rejects.toThrow(/Property failed/);
  });

  test('nor what was taken away since, and the workspace’s strangers are told nothing', async () => {
    const at = await project({ private: true });
    await make({ title: 'Persimmon', projectId: at });
    await stage.world.grant({ workspaceId: stage.workspaceId, projectId: at }, member, 'read');
    expect(await search('persimon', {}, member.ctx())).toHaveLength(1);
    await run('project.delete', { projectId: at });
    expect(await search('persimon', {}, member.ctx())).toEqual([]);
    await expect(search('persimmon', {}, stage.stranger.ctx())).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('a text that is none', () => {
  test.each([
    ['', 'must not be empty'],
    [' \n\t', 'must not be empty'],
    ['x'.repeat(201), 'must be at most 200 characters'],
  ])('%j: %s', async (text, message) => {
    await expect(search(text)).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      cause: { issues: [{ path: ['text'], message }] },
    });
  });

  test('control characters stand between words, and what is no word finds nothing', async () => {
    const { id } = await make({ title: 'Blood orange' });
    for (const text of [
      'blood\u0000orange',
      'blood\u0002\u0003orange',
      '\u001bblood\norange',
      '"blood" & !orange',
    ])
      expect(
        (await search(text)).map(({ task }) => task.id),
        JSON.stringify(text),
      ).toEqual([id]);
    for (const text of ['\u0000', '!!!', "';--", '\u200b', '௰'])
      expect(await search(text)).toEqual([]);
  });
});
