import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listComments } from '../comment/list-comments.ts';
import { listLabels } from '../label/list-labels.ts';
import { listProjects } from '../project/list-projects.ts';
import { createSection } from '../section/create-section.ts';
import { listSections } from '../section/list-sections.ts';
import { completeTask } from '../task/complete-task.ts';
import { createTask } from '../task/create-task.ts';
import { deleteTask } from '../task/delete-task.ts';
import { listTasks } from '../task/list-tasks.ts';
import type { TaskOutput } from '../task/schema.ts';
import { updateTask } from '../task/update-task.ts';
import { createWorld, testId } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { getImport } from './get-import.ts';
import { resumeImports } from './resume-imports.ts';
import { settleImports } from './settle-imports.ts';
import { previewImport } from './preview-import.ts';
import { runImport } from './run-import.ts';
import { ghIssue, restIssue } from './testing/github-fixture.ts';
import { importAll, settled, upload } from './testing/importing.ts';
import { board, card, checklist, comment, list, objectId } from './testing/trello-fixture.ts';
import { undoImport } from './undo-import.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(async () => {
  await world.close();
});

const tasksOf = async (
  person: Person,
  projectId: TaskOutput['projectId'],
): Promise<TaskOutput[]> => {
  const { workspaceId } = person;
  return (await listTasks(person.ctx(), { workspaceId, projectId, limit: 100 })).items;
};

const whole = () =>
  board({
    lists: [list(2, 'Later'), list(1, 'Now')],
    cards: [
      card(2, 'Second', { dueComplete: true, pos: 2 }),
      card(1, 'First', {
        pos: 1,
        desc: 'Notes',
        due: '2023-07-31T21:30:00.000Z',
        labels: [{ id: 'l', name: 'Urgent', color: 'red' }],
      }),
      card(3, 'Elsewhere', { idList: objectId(1002) }),
    ],
    checklists: [
      checklist(1, 1, [
        ['b', 'complete'],
        ['a', 'incomplete'],
      ]),
    ],
    actions: [comment(1, 'Hello')],
  });

describe('an import', () => {
  test('writes what the preview promised, each thing in its place', async () => {
    const person = await world.person();
    const { workspaceId } = person;
    const done = await importAll(person, whole());
    expect(done).toMatchObject({
      state: 'done',
      done: 10,
      total: 10,
      error: null,
      format: 'trello',
    });
    const [projectId] = done.projectIds;
    if (!projectId) throw new Error('no project');
    const sections = await listSections(person.ctx(), { workspaceId, projectId });
    expect(sections.items.map((section) => section.name)).toEqual(['Now', 'Later']);
    const tasks = await tasksOf(person, projectId);
    const named = new Map(tasks.map((task) => [task.title, task]));
    const first = named.get('First');
    expect(first).toMatchObject({
      notes: 'Notes',
      status: 'open',
      // 21:30 in UTC is the next day in the person's zone.
      dueOn: '2023-08-01',
      dueTime: '00:30',
      timeZone: 'Europe/Moscow',
      sectionId: sections.items[0]?.id,
      createdBy: person.userId,
      createdAt: new Date(0x64000000 * 1000).toISOString(),
      commentCount: 1,
    });
    expect(named.get('Second')?.status).toBe('done');
    expect(named.get('Elsewhere')?.sectionId).toBe(sections.items[1]?.id);
    expect(
      tasks.filter((task) => task.parentId === first?.id).map((task) => [task.title, task.status]),
    ).toEqual([
      ['a', 'open'],
      ['b', 'done'],
    ]);
    const top = tasks
      .filter((task) => task.sectionId === sections.items[0]?.id)
      .map((task) => task.title);
    expect(top).toEqual(['First', 'Second']);
    expect(new Set(tasks.map((task) => task.number)).size).toBe(tasks.length);
    const labels = await listLabels(person.ctx(), { workspaceId });
    expect(first?.labelIds).toEqual(labels.items.map((label) => label.id));
    const comments = await listComments(person.ctx(), {
      workspaceId,
      taskId: first?.id ?? testId(),
      limit: 10,
    });
    expect(comments.items).toMatchObject([
      { body: 'Hello', createdBy: null, importedAuthor: 'Ada Example' },
    ]);
  });

  test('a preview writes nothing that can be seen', async () => {
    const person = await world.person();
    const { workspaceId } = person;
    const uploadId = await upload(person.ctx(), whole());
    const { importId, ledger } = await previewImport(person.ctx(), { workspaceId, uploadId });
    expect(ledger.projects).toEqual([
      { name: 'A board', sections: 2, tasks: 3, subtasks: 2, comments: 1, labels: 1 },
    ]);
    expect(await getImport(person.ctx(), { importId })).toMatchObject({
      state: 'previewed',
      done: 0,
      projectIds: [],
      ledger,
    });
    expect((await listProjects(person.ctx(), { workspaceId, archived: false })).items).toHaveLength(
      1,
    );
    await expect(undoImport(person.ctx(), { importId })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
  });

  test('a file that cannot be read leaves nothing behind', async () => {
    const person = await world.person();
    const { workspaceId } = person;
    const broken = JSON.stringify(whole()).slice(0, -20);
    const uploadId = await upload(person.ctx(), broken);
    await expect(previewImport(person.ctx(), { workspaceId, uploadId })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      issues: [{ path: ['uploadId'] }],
    });
    const left = await world.runtime.db.execute(
      sql`SELECT 1 FROM imports WHERE workspace_id = ${workspaceId}`,
    );
    expect(left.rows).toEqual([]);
  });

  test('again changes only what the source changed, and keeps what people did here', async () => {
    const person = await world.person();
    const { workspaceId } = person;
    const { projectIds } = await importAll(person, whole());
    const [projectId] = projectIds;
    if (!projectId) throw new Error('no project');
    const before = await tasksOf(person, projectId);
    const task = (title: string) => before.find((each) => each.title === title)?.id ?? testId();
    await updateTask(person.ctx(), {
      workspaceId,
      taskId: task('First'),
      set: { title: 'First, mine', priority: 3 },
      add: {},
      remove: {},
    });
    await completeTask(person.ctx(), { workspaceId, taskId: task('Elsewhere') });
    await deleteTask(person.ctx(), { workspaceId, taskId: task('b') });

    const next = whole();
    const cards = next['cards'] as Record<string, unknown>[];
    const first = cards[1] ?? {};
    first['desc'] = 'New notes';
    first['idList'] = objectId(1002);
    cards.push(card(9, 'New card'));
    next['actions'] = [comment(1, 'Hello again'), comment(2, 'More')];
    const done = await importAll(person, next);
    expect(done).toMatchObject({ state: 'done', projectIds: [projectId] });
    const after = await tasksOf(person, projectId);
    expect(after.map((each) => each.title).toSorted()).toEqual([
      'Elsewhere',
      'First, mine',
      'New card',
      'Second',
      'a',
    ]);
    const now = after.find((each) => each.id === task('First'));
    expect(now).toMatchObject({
      title: 'First, mine',
      priority: 3,
      notes: 'New notes',
      commentCount: 2,
    });
    expect(now?.sectionId).toBe(before.find((each) => each.title === 'Elsewhere')?.sectionId);
    expect(after.find((each) => each.title === 'Elsewhere')?.status).toBe('done');

    const changes = await world.runtime.db.execute<{ type: string }>(sql`
      SELECT type FROM changes WHERE group_id = (SELECT group_id FROM imports WHERE id = ${done.importId}) ORDER BY type`);
    expect(changes.rows.map((row) => row.type)).toEqual([
      'comment.added',
      'comment.updated',
      'task.created',
      'task.moved',
      'task.updated',
    ]);

    await undoImport(person.ctx(), { importId: done.importId });
    expect(await settled(person.ctx(), done.importId)).toMatchObject({ state: 'undone' });
    const back = await tasksOf(person, projectId);
    expect(back.map((each) => each.title).toSorted()).toEqual([
      'Elsewhere',
      'First, mine',
      'Second',
      'a',
    ]);
    expect(back.find((each) => each.id === task('First'))).toMatchObject({
      notes: 'Notes',
      priority: 3,
      commentCount: 1,
    });
  });

  test('of a card that was finished leaves open what its checklist says is open', async () => {
    const person = await world.person();
    await importAll(person, whole());
    const finished = board({
      cards: [card(1, 'First', { dueComplete: true })],
      checklists: [checklist(1, 1, [['a', 'incomplete']])],
    });
    const [projectId] = (await importAll(person, finished)).projectIds;
    if (!projectId) throw new Error('no project');
    const tasks = await tasksOf(person, projectId);
    const status = new Map(tasks.map((task) => [task.title, task.status]));
    expect([status.get('First'), status.get('a')]).toEqual(['done', 'open']);
  });

  test('the same file again changes nothing at all', async () => {
    const person = await world.person();
    await importAll(person, whole());
    const again = await importAll(person, whole());
    const changes = await world.runtime.db.execute(sql`
      SELECT 1 FROM changes WHERE group_id = (SELECT group_id FROM imports WHERE id = ${again.importId})`);
    expect(again.state).toBe('done');
    expect(changes.rows).toEqual([]);
  });

  test('taken back is gone with one change, and comes back when it is imported again', async () => {
    const person = await world.person();
    const { workspaceId } = person;
    const done = await importAll(person, whole());
    await undoImport(person.ctx(), { importId: done.importId });
    expect(await settled(person.ctx(), done.importId)).toMatchObject({
      state: 'undone',
      projectIds: [],
    });
    expect((await listLabels(person.ctx(), { workspaceId })).items).toEqual([]);
    expect((await listProjects(person.ctx(), { workspaceId, archived: false })).items).toHaveLength(
      1,
    );
    await expect(runImport(person.ctx(), { importId: done.importId })).rejects.toMatchObject({
      code: 'CONFLICT',
    });

    const again = await importAll(person, whole());
    const [projectId] = again.projectIds;
    if (!projectId) throw new Error('no project');
    const tasks = await tasksOf(person, projectId);
    expect(tasks.map((task) => task.title).toSorted()).toEqual([
      'Elsewhere',
      'First',
      'Second',
      'a',
      'b',
    ]);
    expect(tasks.find((task) => task.title === 'First')?.labelIds).toHaveLength(1);
  });

  test('taken back leaves alone what others put beside it', async () => {
    const person = await world.person();
    const { workspaceId } = person;
    const done = await importAll(person, whole());
    const [projectId] = done.projectIds;
    if (!projectId) throw new Error('no project');
    const sections = await listSections(person.ctx(), { workspaceId, projectId });
    const sectionId = sections.items[0]?.id ?? null;
    await createTask(person.ctx(), { workspaceId, projectId, sectionId, title: 'Mine' });
    const kept = await createSection(person.ctx(), { workspaceId, projectId, name: 'My section' });
    await undoImport(person.ctx(), { importId: done.importId });
    await settled(person.ctx(), done.importId);
    expect((await tasksOf(person, projectId)).map((task) => task.title)).toEqual(['Mine']);
    const left = await listSections(person.ctx(), { workspaceId, projectId });
    expect(left.items.map((section) => section.id)).toEqual([sectionId, kept.id]);
    await importAll(person, whole());
    expect((await tasksOf(person, projectId)).map((task) => task.title).toSorted()).toEqual([
      'Elsewhere',
      'First',
      'Mine',
      'Second',
      'a',
      'b',
    ]);
  });

  test('uses a label of the same name, whoever made it', async () => {
    const person = await world.person();
    const { workspaceId } = person;
    await importAll(person, whole());
    await importAll(person, [
      restIssue(1, 'Issue', { labels: [{ name: 'URGENT', color: '0075ca' }] }),
    ]);
    const { items } = await listLabels(person.ctx(), { workspaceId });
    expect(items.map((label) => [label.name, label.colour])).toEqual([['Urgent', 'red']]);
  });

  test('keeps GitHub’s authors by name, and the REST list updates what gh made', async () => {
    const person = await world.person();
    const first = await importAll(person, [ghIssue(1, 'One'), ghIssue(2, 'Two')]);
    const closed = restIssue(2, 'Two', {
      state: 'closed',
      closed_at: '2023-04-01T00:00:00Z',
      state_reason: 'not_planned',
    });
    const second = await importAll(person, [restIssue(1, 'One, renamed'), closed]);
    expect(second.projectIds).toEqual(first.projectIds);
    const [projectId] = second.projectIds;
    if (!projectId) throw new Error('no project');
    const tasks = await tasksOf(person, projectId);
    expect(
      tasks.map((task) => [task.title, task.status, task.importedAuthor, task.createdBy]),
    ).toEqual([
      ['One, renamed', 'open', 'ada', null],
      ['Two', 'cancelled', 'ada', null],
    ]);
  });
});

describe('who may', () => {
  test('only the one who sent the file sees the import, and only in workspaces where they may', async () => {
    const [person, other] = [await world.person(), await world.person()];
    const { workspaceId } = person;
    const uploadId = await upload(person.ctx(), whole());
    await expect(previewImport(other.ctx(), { workspaceId, uploadId })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(
      previewImport(other.ctx(), { workspaceId: other.workspaceId, uploadId }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { importId } = await previewImport(person.ctx(), { workspaceId, uploadId });
    await world.join(workspaceId, other, 'admin');
    for (const verb of [getImport, runImport, undoImport]) {
      await expect(verb(other.ctx(), { importId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(
        verb(person.ctx(), { importId, workspaceId: other.workspaceId }),
      ).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(verb(world.anonymous(), { importId })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    }
    const guest = await world.person();
    await world.join(workspaceId, guest, 'guest');
    const own = await upload(guest.ctx(), whole());
    await expect(previewImport(guest.ctx(), { workspaceId, uploadId: own })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  test('a run stops when the person may no longer write, and says so', async () => {
    const [owner, member] = [await world.person(), await world.person()];
    const { workspaceId } = owner;
    await world.join(workspaceId, member, 'member');
    const uploadId = await upload(member.ctx(), whole());
    const { importId } = await previewImport(member.ctx(), { workspaceId, uploadId });
    // As if it had been running for a while.
    await world.runtime.db.execute(
      sql`UPDATE imports SET state = 'running' WHERE id = ${importId}`,
    );
    await world.runtime.db.execute(
      sql`UPDATE members SET role = 'guest' WHERE workspace_id = ${workspaceId} AND user_id = ${member.userId}`,
    );
    await resumeImports(world.runtime);
    await settleImports(world.runtime);
    const [row] = (
      await world.runtime.db.execute(sql`SELECT state, error FROM imports WHERE id = ${importId}`)
    ).rows;
    expect(row).toMatchObject({ state: 'failed', error: expect.stringContaining('guest') });
    await world.runtime.db.execute(
      sql`UPDATE members SET role = 'member' WHERE workspace_id = ${workspaceId} AND user_id = ${member.userId}`,
    );
    await runImport(member.ctx(), { importId });
    expect(await settled(member.ctx(), importId)).toMatchObject({
      state: 'done',
      error: null,
      done: 10,
      total: 10,
    });
  });

  test('a repeated opId has one effect and one answer', async () => {
    const person = await world.person();
    const { workspaceId } = person;
    const input = { workspaceId, uploadId: await upload(person.ctx(), whole()), opId: testId() };
    const first = await previewImport(person.ctx(), input);
    expect(await previewImport(person.ctx(), input)).toEqual(JSON.parse(JSON.stringify(first)));
    const run = { importId: first.importId, opId: testId() };
    const answer = await runImport(person.ctx(), run);
    await settleImports(world.runtime);
    expect(await runImport(person.ctx(), run)).toEqual(answer);
    expect(await settled(person.ctx(), first.importId)).toMatchObject({ state: 'done' });
    const undo = { importId: first.importId, opId: testId() };
    const undoing = await undoImport(person.ctx(), undo);
    await settleImports(world.runtime);
    expect(await undoImport(person.ctx(), undo)).toEqual(undoing);
    expect(await runImport(person.ctx(), run)).toEqual(answer);
    expect(await settled(person.ctx(), first.importId)).toMatchObject({ state: 'undone' });
    await expect(runImport(person.ctx(), { ...run, importId: testId() })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('a process that stops', () => {
  test('keeps nothing of a step that fails, says so, and can be run again', async () => {
    const person = await world.person();
    const { workspaceId } = person;
    const uploadId = await upload(person.ctx(), whole());
    const { db } = world.runtime;
    await db.execute(sql`CREATE OR REPLACE FUNCTION planted_failure() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'planted failure'; END $$`);
    const count = async () => {
      const found = await db.execute<{ tasks: number; changes: number }>(sql`
        SELECT (SELECT count(*)::int FROM tasks WHERE workspace_id = ${workspaceId}) AS tasks,
          (SELECT count(*)::int FROM changes WHERE workspace_id = ${workspaceId} AND type = 'task.created') AS changes`);
      return found.rows[0];
    };
    const { importId } = await previewImport(person.ctx(), { workspaceId, uploadId });
    // The last statement of a step that makes tasks.
    await db.execute(sql`CREATE TRIGGER planted BEFORE INSERT ON changes FOR EACH ROW
      WHEN (NEW.type = 'task.created') EXECUTE FUNCTION planted_failure()`);
    try {
      await runImport(person.ctx(), { importId });
      expect(await settled(person.ctx(), importId)).toMatchObject({
        state: 'failed',
        error: expect.stringContaining('its log says what'),
      });
      expect(await count()).toEqual({ tasks: 0, changes: 0 });
    } finally {
      await db.execute(sql`DROP TRIGGER planted ON changes`);
    }
    await runImport(person.ctx(), { importId });
    expect(await settled(person.ctx(), importId)).toMatchObject({ state: 'done', error: null });
    expect(await count()).toEqual({ tasks: 5, changes: 5 });
  });

  test('waits where the database is away, and then goes on', async () => {
    const person = await world.person();
    const { workspaceId } = person;
    const uploadId = await upload(person.ctx(), whole());
    const { importId } = await previewImport(person.ctx(), { workspaceId, uploadId });
    await world.runtime.db.execute(
      sql`UPDATE imports SET state = 'running' WHERE id = ${importId}`,
    );
    let refusals = 2;
    const pool = new Proxy(world.runtime.pool, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (name !== 'connect') return typeof value === 'function' ? value.bind(target) : value;
        refusals -= 1;
        if (refusals < 0) return target.connect.bind(target);
        return async () =>
          Promise.reject(
            Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
          );
      },
    });
    const runtime = { ...world.runtime, pool };
    await resumeImports(runtime);
    await settleImports(runtime);
    expect(refusals).toBeLessThan(0);
    expect(await getImport(person.ctx(), { importId })).toMatchObject({
      state: 'done',
      error: null,
    });
  });

  test('goes on where it stood, and writes nothing twice', async () => {
    const person = await world.person();
    const { workspaceId } = person;
    const many = board({ cards: Array.from({ length: 900 }, (_, n) => card(n, `Card ${n}`)) });
    const uploadId = await upload(person.ctx(), many);
    const { importId } = await previewImport(person.ctx(), { workspaceId, uploadId });
    await runImport(person.ctx(), { importId });
    // Another process with a runtime of its own takes the same work up at the same time.
    const other = { ...world.runtime };
    await resumeImports(other);
    await Promise.all([settleImports(world.runtime), settleImports(other)]);
    expect(await getImport(person.ctx(), { importId })).toMatchObject({
      state: 'done',
      done: 903,
      total: 903,
    });
    const [row] = (
      await world.runtime.db.execute(sql`
        SELECT count(*)::int AS tasks, count(DISTINCT number)::int AS numbers, count(DISTINCT "order")::int AS orders,
          (SELECT count(DISTINCT seq)::int FROM changes WHERE group_id = (SELECT group_id FROM imports WHERE id = ${importId})) AS writes,
          (SELECT max(n)::int FROM (SELECT count(*) AS n FROM changes WHERE workspace_id = ${workspaceId} GROUP BY seq) s) AS most
        FROM tasks WHERE workspace_id = ${workspaceId}`)
    ).rows;
    expect(row).toMatchObject({ tasks: 900, numbers: 900, orders: 900 });
    expect(row?.['writes']).toBeGreaterThan(3);
    expect(row?.['most']).toBeLessThanOrEqual(500);
  });
});
