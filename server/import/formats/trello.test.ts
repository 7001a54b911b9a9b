import { describe, expect, test } from 'vitest';
import { counted, itemsOf, jsonSource, readAll } from '../testing/reading.ts';
import { board, card, checklist, comment, list, objectId } from '../testing/trello-fixture.ts';
import { limits } from './limits.ts';

const read = (parts: Record<string, unknown>) => readAll(jsonSource(board(parts)));

describe('a Trello board', () => {
  test('becomes a project with its lists as sections, in the order of the board', async () => {
    const { items, ledger } = await read({
      lists: [list(3, 'Later'), list(1, 'First', { closed: true }), list(2, 'Then')],
    });
    expect(itemsOf(items, 'project')).toEqual([
      { kind: 'project', sourceId: objectId(1), name: 'A board', prints: {} },
    ]);
    const sections = itemsOf(items, 'section').toSorted((a, b) => a.position - b.position);
    expect(sections.map((section) => section.name)).toEqual(['Then', 'Later', 'First']);
    expect(counted(ledger, 'section', 'archived')).toEqual({ 'dropped no-equivalent': 1 });
    expect(ledger.projects).toEqual([
      { name: 'A board', sections: 3, tasks: 0, subtasks: 0, comments: 0, labels: 0 },
    ]);
  });

  test('keeps a card’s title, notes, due, place, making and labels', async () => {
    const { items } = await read({
      cards: [
        card(1, 'Write\nit', {
          desc: 'Some *text*\r\nmore',
          due: '2023-07-31T17:00:00.000Z',
          start: '2023-07-01T09:00:00.000Z',
          labels: [
            { id: 'x', name: '', color: 'sky_dark' },
            { color: 'red', name: 'Urgent' },
          ],
        }),
      ],
    });
    expect(itemsOf(items, 'task')[0]).toMatchObject({
      sourceId: objectId(2001),
      sectionSourceId: objectId(1001),
      parentSourceId: null,
      title: 'Write it',
      notes: 'Some *text*\nmore',
      status: 'open',
      dueAt: '2023-07-31T17:00:00.000Z',
      startAt: '2023-07-01T09:00:00.000Z',
      createdAt: new Date(0x64000000 * 1000).toISOString(),
      labelSourceIds: ['label:sky dark', 'label:urgent'],
      position: 0,
    });
    expect(itemsOf(items, 'label').map(({ name, colour }) => [name, colour])).toEqual([
      ['sky dark', 'cyan'],
      ['Urgent', 'red'],
    ]);
  });

  test('a completed card is done; an archived one too, and that is counted', async () => {
    const { items, ledger } = await read({
      lists: [list(1, 'Live'), list(2, 'Gone', { closed: true })],
      cards: [
        card(1, 'open'),
        card(2, 'done', { dueComplete: true, dateLastActivity: '2024-01-01T00:00:00.000Z' }),
        card(3, 'archived', { closed: true }),
        card(4, 'in an archived list', { idList: objectId(1002) }),
      ],
    });
    expect(itemsOf(items, 'task').map((task) => task.status)).toEqual([
      'open',
      'done',
      'done',
      'done',
    ]);
    expect(itemsOf(items, 'task')[1]?.completedAt).toBe('2024-01-01T00:00:00.000Z');
    expect(counted(ledger, 'task', 'status')).toEqual({ kept: 1, 'changed archived-is-done': 2 });
  });

  test('one checklist stands below its card, several stand each on their own', async () => {
    const { items, ledger } = await read({
      cards: [card(1, 'one'), card(2, 'two')],
      checklists: [
        checklist(1, 1, [
          ['b', 'complete'],
          ['a', 'incomplete'],
        ]),
        checklist(2, 2, [['c', 'incomplete']]),
        checklist(3, 2, [['d', 'complete']]),
      ],
    });
    const tasks = new Map(itemsOf(items, 'task').map((task) => [task.title, task]));
    const parent = (title: string) => tasks.get(title)?.parentSourceId;
    expect([parent('a'), parent('b')]).toEqual([objectId(2001), objectId(2001)]);
    expect(tasks.get('a')?.position).toBeLessThan(tasks.get('b')?.position ?? 0);
    expect([tasks.get('a')?.status, tasks.get('b')?.status]).toEqual(['open', 'done']);
    expect([parent('Checklist 2'), parent('Checklist 3'), parent('c'), parent('d')]).toEqual([
      objectId(2002),
      objectId(2002),
      objectId(3002),
      objectId(3003),
    ]);
    expect(tasks.get('d')).toMatchObject({ depth: 2, status: 'done', sectionSourceId: null });
    expect(counted(ledger, 'checklist', 'name')).toEqual({
      'dropped only-checklist': 1,
      'changed is-subtask': 2,
    });
  });

  test('finds a checklist’s card by the card too, inside the card too, and tells it once', async () => {
    const { idCard: _, ...loose } = checklist(1, 1, [['a', 'complete']]);
    const inside = checklist(2, 2, [['b', 'complete']]);
    const { items, ledger } = await read({
      checklists: [loose, inside, checklist(9, 77, [['lost', 'complete']])],
      cards: [
        card(1, 'one', { idChecklists: [objectId(3001)] }),
        card(2, 'two', { checklists: [inside] }),
      ],
    });
    const subtasks = itemsOf(items, 'task')
      .filter((task) => task.depth > 0)
      .toSorted((a, b) => (a.title < b.title ? -1 : 1));
    expect(subtasks.map((task) => [task.title, task.parentSourceId])).toEqual([
      ['a', objectId(2001)],
      ['b', objectId(2002)],
    ]);
    expect(ledger.skipped).toEqual([
      { what: 'checklist', title: 'Checklist 9', reason: 'unknown-parent' },
      { what: 'checklist item', title: 'lost', reason: 'unknown-parent' },
    ]);
  });

  test('takes comments out of the history and says how many Trello left out', async () => {
    const { items, ledger } = await read({
      actions: [
        comment(1, 'Hello'),
        comment(2, 'Copied', { type: 'copyCommentCard', memberCreator: undefined }),
        comment(3, 'On a deleted card', {
          data: { text: 'On a deleted card', card: { id: objectId(2099) } },
        }),
        { id: objectId(5009), type: 'updateCard', data: {} },
      ],
      cards: [card(1, 'one', { badges: { comments: 5 } })],
    });
    expect(itemsOf(items, 'comment')).toEqual([
      {
        kind: 'comment',
        sourceId: objectId(5001),
        parentSourceId: objectId(2001),
        body: 'Hello',
        author: 'Ada Example',
        createdAt: '2023-05-06T07:08:09.000Z',
      },
      {
        kind: 'comment',
        sourceId: objectId(5002),
        parentSourceId: objectId(2001),
        body: 'Copied',
        author: 'Ada Example',
        createdAt: '2023-05-06T07:08:09.000Z',
      },
    ]);
    expect(counted(ledger, 'comment', 'body')).toEqual({ kept: 2, 'dropped not-in-file': 3 });
    expect(counted(ledger, 'history', 'updateCard')).toEqual({ 'dropped no-equivalent': 1 });
    expect(ledger.skipped).toEqual([
      { what: 'comment', title: 'On a deleted card', reason: 'unknown-parent' },
    ]);
    expect(ledger.authors).toEqual(['Ada Example']);
  });

  test('keeps people and attachments in the notes and counts what is lost', async () => {
    const { items, ledger } = await read({
      cards: [
        card(1, 'one', {
          desc: 'Text',
          idMembers: [objectId(6001), 'unknown'],
          attachments: [{ id: 'a', name: 'plan.txt', url: 'https://files.example/plan.txt' }],
          idMembersVoted: [objectId(6001)],
          cover: { color: 'red' },
          stickers: [{ image: 'taco' }],
          customFieldItems: [{ value: { text: 'x' } }],
          dueReminder: 60,
          someNewThing: { a: { b: 'c' } },
          emptyThing: { a: [], b: null },
        }),
      ],
      prefs: { background: 'blue' },
    });
    expect(itemsOf(items, 'task')[0]?.notes).toBe(
      'Text\n\n## Attachments\n\n- [plan.txt](<https://files.example/plan.txt>)\n\nAssigned to: Ada Example, unknown',
    );
    for (const field of [
      'votes',
      'cover',
      'stickers',
      'customFieldItems',
      'dueReminder',
      'someNewThing',
    ]) {
      expect([field, counted(ledger, 'task', field)]).toEqual([
        field,
        { 'dropped no-equivalent': 1 },
      ]);
    }
    expect(counted(ledger, 'task', 'emptyThing')).toEqual({});
    expect(counted(ledger, 'project', 'prefs')).toEqual({ 'dropped no-equivalent': 1 });
    expect(counted(ledger, 'task', 'attachments')).toEqual({ 'changed in-notes': 1 });
  });

  test('keeps by name who made a card, as far as the file tells', async () => {
    const made = (type: string, n: number) => ({
      ...comment(n, '', { type }),
      data: { card: { id: objectId(2000 + n) } },
    });
    const { items, ledger } = await read({
      actions: [made('createCard', 1), made('copyCard', 2), made('updateCard', 3)],
      cards: [
        card(1, 'made'),
        card(2, 'copied'),
        card(3, 'changed'),
        card(4, 'says so', { idMemberCreator: objectId(6001) }),
        card(5, 'by one who left', { idMemberCreator: objectId(6002) }),
      ],
    });
    const authors = itemsOf(items, 'task').map((task) => task.author);
    expect(authors).toEqual(['Ada Example', 'Ada Example', null, 'Ada Example', null]);
    expect(counted(ledger, 'task', 'author')).toEqual({
      'changed by-name': 3,
      'dropped not-in-file': 1,
    });
  });

  test('tells of everything that is lost or cut, and nothing twice', async () => {
    const long = (length: number) => 'N'.repeat(length);
    const { items, ledger } = await read({
      name: long(150),
      descriptionLevel: 3,
      lists: [list(1, long(150), { softLimit: 4, color: 'red' })],
      labels: [{ id: 'l', name: 'Bug', color: 'red', meaning: 'broken' }],
      cards: [
        card(1, 'one', {
          idLabels: ['l', 'elsewhere'],
          labels: [{ id: 'l', name: long(70), color: 'red' }],
          isTemplate: true,
          mirrorSourceId: 'm',
          cardRole: 'mirror',
          badges: { votes: 2, comments: 1 },
          idMembers: Array.from({ length: 60 }, (_, n) => objectId(7000 + n)),
          attachments: [{ id: 'a', name: '', url: '', idMember: 'x', date: '2024-01-01' }],
          actions: [comment(1, 'Inside the card')],
        }),
      ],
      checklists: [
        checklist(1, 99, [
          ['lost', 'complete'],
          ['too', 'complete'],
        ]),
      ],
    });
    expect(itemsOf(items, 'comment').map((one) => one.body)).toEqual(['Inside the card']);
    const said = (entity: string, ...fields: string[]) =>
      fields.map((field) => counted(ledger, entity, field));
    const lost = { 'dropped no-equivalent': 1 };
    expect(said('project', 'name', 'descriptionLevel')).toEqual([{ 'changed cut': 1 }, lost]);
    expect(said('section', 'name', 'softLimit', 'color')).toEqual([
      { 'changed cut': 1 },
      lost,
      lost,
    ]);
    expect(said('label', 'meaning')).toEqual([lost]);
    expect(counted(ledger, 'label', 'name')).toEqual({ 'changed cut': 1, kept: 1 });
    expect(said('task', 'isTemplate', 'mirrorSourceId', 'cardRole')).toEqual([lost, lost, lost]);
    expect(said('task', 'votes', 'labels', 'assignees', 'attachments')).toEqual([
      { 'dropped no-equivalent': 2 },
      { kept: 1, 'dropped not-in-file': 1 },
      { 'changed in-notes': 50, 'dropped limit': 10 },
      { 'dropped untitled': 1 },
    ]);
    expect(said('attachment', 'idMember', 'date')).toEqual([lost, lost]);
    expect(said('comment', 'body')).toEqual([{ kept: 1 }]);
    expect(ledger.skipped.map(({ title }) => title)).toEqual(['Checklist 1', 'lost', 'too']);
  });

  test('labels of one name become one; unused ones without a name stay behind', async () => {
    const { items, ledger } = await read({
      labels: [
        { id: 'l1', name: 'Bug', color: 'red' },
        { id: 'l2', name: 'bug', color: 'green' },
        { id: 'l3', name: '', color: 'blue' },
        { id: 'l4', name: 'Someday', color: null },
      ],
      cards: [card(1, 'one', { labels: [{ id: 'l2', name: 'bug', color: 'green' }] })],
    });
    expect(itemsOf(items, 'label').map((label) => [label.name, label.colour])).toEqual([
      ['bug', 'green'],
      ['Someday', 'grey'],
    ]);
    expect(counted(ledger, 'label', 'name')).toEqual({
      kept: 2,
      'dropped same-name': 1,
      'dropped unused': 1,
    });
  });

  test('cuts what is too long and keeps the rest of a title in the notes', async () => {
    const title = 'word '.repeat(300).trim();
    const { items, ledger } = await read({
      cards: [card(1, title, { desc: 'x'.repeat(limits.notes + 1) })],
      actions: [comment(1, 'y'.repeat(limits.comment + 1))],
    });
    const [task] = itemsOf(items, 'task');
    expect(task?.title).toHaveLength(limits.title);
    expect(task?.notes.startsWith(title)).toBe(true);
    expect(task?.notes).toHaveLength(limits.notes);
    expect(counted(ledger, 'task', 'title')).toEqual({ 'changed overflow-in-notes': 1 });
    expect(counted(ledger, 'task', 'notes')).toMatchObject({ 'changed cut': 1 });
    expect(itemsOf(items, 'comment')[0]?.body).toHaveLength(limits.comment);
  });

  test('takes odd values as they can be taken', async () => {
    const { items, ledger } = await read({
      name: 5,
      lists: [list(1, 'To\u0000do'), { name: 'no id' }],
      cards: [
        card(1, '', {
          name: 12,
          desc: { a: 1 },
          due: 'soon',
          pos: 'top',
          labels: 'none',
          idMembers: 7,
          checklists: [null, 3],
        }),
        card(2, '   '),
        card(2, 'again'),
        { name: 'no id' },
        card(3, 'elsewhere', { idList: 'unknown' }),
        null,
        7,
      ],
    });
    const tasks = itemsOf(items, 'task');
    expect(tasks.map((task) => task.title)).toEqual(['12', 'Untitled', 'elsewhere']);
    expect(tasks.every((task) => Number.isFinite(task.position))).toBe(true);
    expect(tasks[2]?.sectionSourceId).toBeNull();
    expect(itemsOf(items, 'section').map((section) => section.name)).toEqual(['Todo']);
    expect(counted(ledger, 'task', 'title')).toEqual({
      'changed not-text': 1,
      'changed untitled': 1,
      kept: 1,
    });
    expect(counted(ledger, 'task', 'notes')).toEqual({ 'dropped not-text': 1 });
    expect(counted(ledger, 'task', 'due')).toEqual({ 'dropped not-a-date': 1 });
    expect(counted(ledger, 'task', 'section')).toEqual({ kept: 2, 'dropped unknown-list': 1 });
    expect(ledger.skipped).toEqual([
      { what: 'card', title: 'again', reason: 'duplicate-id' },
      { what: 'card', title: 'no id', reason: 'no-id' },
      { what: 'list', title: 'no id', reason: 'no-id' },
    ]);
  });

  test('says the same whatever the order of its keys', async () => {
    const whole = board({
      cards: [
        card(1, 'one', {
          idChecklists: [objectId(3001)],
          labels: [{ id: 'l', name: 'A', color: 'red' }],
        }),
      ],
      checklists: [checklist(1, 1, [['a', 'complete']]), checklist(2, 1, [['b', 'complete']])],
      actions: [comment(1, 'Hello')],
    });
    const backwards = Object.fromEntries(Object.entries(whole).toReversed());
    const sorted = (items: object[]) => items.map((item) => JSON.stringify(item)).toSorted();
    const [a, b] = [await readAll(jsonSource(whole)), await readAll(jsonSource(backwards))];
    expect(sorted(b.items)).toEqual(sorted(a.items));
    expect(sorted(b.ledger.fields)).toEqual(sorted(a.ledger.fields));
  });

  test('can be given another name, and Russian words', async () => {
    const source = jsonSource(board({ cards: [card(1, '', { idMembers: [objectId(6001)] })] }));
    const { items } = await readAll(source, { projectName: 'Доска', locale: 'ru' });
    expect(itemsOf(items, 'project')[0]?.name).toBe('Доска');
    expect(itemsOf(items, 'task')[0]).toMatchObject({
      title: 'Без названия',
      notes: 'Исполнители: Ada Example',
    });
  });

  test('refuses what is no board, with the reason', async () => {
    const as = (value: unknown) => readAll(jsonSource(value), { format: 'trello' });
    await expect(as([])).rejects.toThrow('it has no "id"');
    await expect(as({ id: 'x', lists: [] })).rejects.toThrow('it has no "cards"');
    await expect(as({ id: 'x', lists: {}, cards: [] })).resolves.toMatchObject({
      format: 'trello',
    });
  });
});
