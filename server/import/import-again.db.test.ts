import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ImportId, LabelId, ProjectId, TaskId } from '../domain/ids.ts';
import { listComments } from '../comment/list-comments.ts';
import { deleteProject } from '../project/delete-project.ts';
import { restoreProject } from '../project/restore-project.ts';
import { createTask } from '../task/create-task.ts';
import { deleteTask } from '../task/delete-task.ts';
import { listTasks } from '../task/list-tasks.ts';
import { moveTask } from '../task/move-task.ts';
import type { TaskOutput } from '../task/schema.ts';
import { updateTask } from '../task/update-task.ts';
import { createWorld } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { advanceImport } from './advance-import.ts';
import { previewImport } from './preview-import.ts';
import { resumeImports } from './resume-imports.ts';
import { runImport } from './run-import.ts';
import { restIssue } from './testing/github-fixture.ts';
import { importAll, settled, upload } from './testing/importing.ts';
import { board, card, checklist, comment, objectId } from './testing/trello-fixture.ts';
import { undoImport } from './undo-import.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

type Here = { person: Person; projectId: ProjectId; task(title: string): Promise<TaskOutput> };

/** A person with an imported board, and their tasks by title. */
async function imported(content: unknown): Promise<Here & { importId: ImportId }> {
  const person = await world.person();
  const { importId, projectIds } = await importAll(person, content);
  const [projectId] = projectIds;
  if (!projectId) throw new Error('the import made no project');
  return { importId, ...here(person, projectId) };
}

function here(person: Person, projectId: ProjectId): Here {
  return {
    person,
    projectId,
    async task(title) {
      const found = (await tasksOf({ person, projectId })).find((task) => task.title === title);
      if (!found) throw new Error(`there is no task ${title}`);
      return found;
    },
  };
}

async function tasksOf({ person, projectId }: Pick<Here, 'person' | 'projectId'>) {
  const { workspaceId } = person;
  return (await listTasks(person.ctx(), { workspaceId, projectId, limit: 200 })).items;
}

const titlesOf = async (at: Here) => (await tasksOf(at)).map(({ title }) => title).toSorted();

async function edit(at: Here, title: string, change: { title?: string; notes?: string }) {
  const { id: taskId } = await at.task(title);
  const { workspaceId } = at.person;
  await updateTask(at.person.ctx(), { workspaceId, taskId, set: change, add: {}, remove: {} });
}

/** How much each transaction of an import, and of its being taken back, changed. */
async function writesOf(importId: ImportId): Promise<number[]> {
  const { rows } = await world.runtime.db.execute<{ n: number }>(sql`
    SELECT count(*)::int AS n FROM imports i
    JOIN changes c ON c.workspace_id = i.workspace_id AND c.group_id IN (i.group_id, i.id)
    WHERE i.id = ${importId} GROUP BY c.seq ORDER BY c.seq`);
  return rows.map(({ n }) => n);
}

/** Puts a task below others of its project, so that it stands at this depth. */
async function moveDown(at: Here, title: string, depth: number): Promise<void> {
  const { workspaceId } = at.person;
  let place: { projectId: ProjectId } | { parentId: TaskId } = { projectId: at.projectId };
  for (let n = 1; n < depth; n += 1) {
    const made = await createTask(at.person.ctx(), { workspaceId, title: `Step ${n}`, ...place });
    place = { parentId: made.id };
  }
  const { id: taskId } = await at.task(title);
  await moveTask(at.person.ctx(), { workspaceId, taskId, ...place });
}

/** Refuses every change of a type while `body` runs, as a full disk or a bug would. */
async function refusing(type: string, body: () => Promise<void>): Promise<void> {
  const { db } = world.runtime;
  await db.execute(sql`CREATE OR REPLACE FUNCTION planted_failure() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'planted failure'; END $$`);
  await db.execute(
    sql.raw(`CREATE TRIGGER planted BEFORE INSERT ON changes FOR EACH ROW
      WHEN (NEW.type = '${type}') EXECUTE FUNCTION planted_failure()`),
  );
  try {
    await body();
  } finally {
    await db.execute(sql`DROP TRIGGER planted ON changes`);
  }
}

describe('importing a board again', () => {
  test('merges more than one transaction may change', async () => {
    const cards = (v: number, more = {}) =>
      Array.from({ length: 170 }, (_, n) => card(n, `Card ${n}, version ${v}`, more));
    const { person } = await imported(board({ cards: cards(1) }));
    const changed = board({ cards: cards(2, { idList: objectId(1002), dueComplete: true }) });
    const { state, importId } = await importAll(person, changed);
    const writes = await writesOf(importId);
    expect([state, writes.reduce((sum, n) => sum + n)]).toEqual(['done', 510]);
    expect(Math.max(...writes)).toBeLessThanOrEqual(500);
  });

  test('ends each step when it has held the lock long enough, also of an undo', async () => {
    const cards = (v: number) => [1, 2, 3].map((n) => card(n, `Card ${n}, version ${v}`));
    const { person } = await imported(board({ cards: cards(1) }));
    let now = 0;
    const slow = vi.spyOn(performance, 'now').mockImplementation(() => (now += 1000));
    try {
      const { importId } = await importAll(person, board({ cards: cards(2) }));
      expect(await writesOf(importId)).toEqual([1, 1, 1]);
      await undoImport(person.ctx(), { importId });
      expect(await settled(person.ctx(), importId)).toMatchObject({ state: 'undone', done: 3 });
      expect(await writesOf(importId)).toEqual([1, 1, 1, 1, 1, 1]);
    } finally {
      slow.mockRestore();
    }
  });

  test('counts what it leaves out, and writes that when it can', async () => {
    const person = await world.person();
    const { workspaceId } = person;
    const content = board({
      cards: Array.from({ length: 12 }, (_, n) => card(n, `Card ${n}`)),
      actions: [comment(1, 'Hello')],
    });
    const uploadId = await upload(person.ctx(), content);
    const { importId } = await previewImport(person.ctx(), { workspaceId, uploadId });
    await world.runtime.db.execute(
      sql`UPDATE imports SET state = 'running', total = 16 WHERE id = ${importId}`,
    );
    const ref = { workspaceId, id: importId, userId: person.userId };
    const written = async () => {
      const { done, projectIds } = await settled(person.ctx(), importId);
      return { done, projectId: projectIds[0] };
    };
    // The project, the two sections, and some of the tasks.
    while ((await written()).done < 5) await advanceImport(world.runtime, ref, 3);
    const { projectId, done: before } = await written();
    if (!projectId) throw new Error('no project yet');
    await deleteProject(person.ctx(), { workspaceId, projectId });
    await resumeImports(world.runtime);
    const done = await settled(person.ctx(), importId);
    expect([done.state, done.done, done.ledger.skippedTotal]).toEqual([
      'done',
      before,
      16 - before,
    ]);
    expect(done.ledger.skipped.at(-1)).toEqual({
      what: 'comment',
      title: 'Hello',
      reason: 'out-of-reach',
    });
    await restoreProject(person.ctx(), { workspaceId, projectId });
    const again = await importAll(person, content);
    expect(again).toMatchObject({ done: 16, total: 16, ledger: { skippedTotal: 0 } });
    expect(await tasksOf({ person, projectId })).toHaveLength(12);
  });

  test('leaves alone what was deleted here and what hangs below it, and says so', async () => {
    const content = (title: string, more = {}) =>
      board({ cards: [card(1, title), card(2, `${title} too`)], ...more });
    const at = await imported(content('One'));
    const { workspaceId } = at.person;
    await deleteTask(at.person.ctx(), { workspaceId, taskId: (await at.task('One')).id });
    const more = {
      checklists: [checklist(1, 1, [['below', 'incomplete']])],
      actions: [comment(1, 'Hello')],
    };
    const { state, ledger } = await importAll(at.person, content('Renamed', more));
    expect([state, ledger.skipped.map(({ title }) => title)]).toEqual([
      'done',
      ['Renamed', 'below', 'Hello'],
    ]);
    expect(await titlesOf(at)).toEqual(['Renamed too']);
  });

  test('takes off a label that left the source, unless a person put it there', async () => {
    const red = { id: 'r', name: 'Red', color: 'red' };
    const content = (labels: object[]) =>
      board({ cards: [card(1, 'One', { labels }), card(2, 'Two', { labels })] });
    const at = await imported(content([red]));
    const { id: taskId, labelIds } = await at.task('Two');
    const { workspaceId } = at.person;
    const put = async (sets: { add: object; remove: object }) =>
      updateTask(at.person.ctx(), { workspaceId, taskId, set: {}, ...sets });
    await put({ add: {}, remove: { labelIds } });
    await put({ add: { labelIds }, remove: {} });
    await importAll(at.person, content([]));
    const left: LabelId[][] = [(await at.task('One')).labelIds, (await at.task('Two')).labelIds];
    expect(left).toEqual([[], labelIds]);
  });

  test('in another language changes nothing', async () => {
    const content = board({
      lists: [{ id: objectId(1001), name: '', pos: 1 }],
      cards: [
        card(1, '', { idMembers: [objectId(6001)] }),
        card(2, 'Two', { desc: 'Text', attachments: [{ name: 'a', url: 'https://a.example' }] }),
      ],
    });
    const at = await imported(content);
    await edit(at, 'Untitled', { title: 'Named', notes: 'Mine' });
    await world.runtime.db.execute(
      sql`UPDATE users SET locale = 'ru' WHERE id = ${at.person.userId}`,
    );
    const { importId } = await importAll(at.person, content);
    const { rows } = await world.runtime.db.execute(sql`
      SELECT type, after FROM changes WHERE group_id = (SELECT group_id FROM imports WHERE id = ${importId})`);
    expect(rows).toEqual([]);
    expect((await at.task('Named')).notes).toBe('Mine');
  });

  test('keeps within the depth of tasks where people here moved a card down', async () => {
    const one = checklist(1, 1, [['a', 'incomplete']]);
    const two = checklist(2, 1, [['b', 'incomplete']]);
    const content = (...checklists: object[]) => board({ cards: [card(1, 'One')], checklists });
    const at = await imported(content(one));
    await moveDown(at, 'One', 7);
    // Two checklists are subtasks of their own: their items would be the ninth step.
    const { state, ledger } = await importAll(at.person, content(one, two));
    const left = ledger.skipped.map(({ title, reason }) => [title, reason]);
    expect([state, left]).toEqual(['done', [['b', 'limit']]]);
    expect((await at.task('a')).parentId).toBe((await at.task('One')).id);
  });

  test('leaves out the one thing that is refused, whole', async () => {
    const first = checklist(1, 1, [['a', 'incomplete']]);
    const one = checklist(1, 1, [['a', 'complete']]);
    const two = checklist(2, 1, [['b', 'incomplete']]);
    const content = (...checklists: object[]) => board({ cards: [card(1, 'One')], checklists });
    const at = await imported(content(first));
    await moveDown(at, 'One', 6);
    const { workspaceId } = at.person;
    const { id: parentId } = await at.task('a');
    await createTask(at.person.ctx(), { workspaceId, parentId, title: 'Mine, below a' });
    const { ledger } = await importAll(at.person, content(one, two));
    expect(ledger.skipped.map(({ title, reason }) => [title, reason])).toEqual([['a', 'limit']]);
    expect((await at.task('a')).status).toBe('open');
    expect((await at.task('b')).parentId).toBe((await at.task('Checklist 2')).id);
  });
});

describe('an import that failed', () => {
  const content = board({
    cards: [card(1, 'One'), card(2, 'Two')],
    actions: [comment(1, 'Hello')],
  });

  /** Everything but the comment is written, and then people work with it. */
  async function halfWritten(): Promise<Here & { importId: ImportId }> {
    const person = await world.person();
    const { workspaceId } = person;
    const uploadId = await upload(person.ctx(), content);
    const { importId } = await previewImport(person.ctx(), { workspaceId, uploadId });
    await refusing('comment.added', async () => {
      await runImport(person.ctx(), { importId });
      expect((await settled(person.ctx(), importId)).state).toBe('failed');
    });
    const [projectId] = (await settled(person.ctx(), importId)).projectIds;
    if (!projectId) throw new Error('no project');
    const at = here(person, projectId);
    await edit(at, 'One', { title: 'Mine' });
    await deleteTask(person.ctx(), { workspaceId, taskId: (await at.task('Two')).id });
    return { importId, ...at };
  }

  test('goes on where it stopped, and what people did since stays', async () => {
    const at = await halfWritten();
    await runImport(at.person.ctx(), { importId: at.importId });
    expect(await settled(at.person.ctx(), at.importId)).toMatchObject({ state: 'done', done: 6 });
    expect(await titlesOf(at)).toEqual(['Mine']);
    const { workspaceId } = at.person;
    const { id: taskId } = await at.task('Mine');
    const { items } = await listComments(at.person.ctx(), { workspaceId, taskId, limit: 10 });
    expect(items.map(({ body }) => body)).toEqual(['Hello']);
  });

  test('counts as imported as far as it came, when the file is sent again', async () => {
    const at = await halfWritten();
    expect(await importAll(at.person, content)).toMatchObject({ state: 'done', done: 6 });
    expect(await titlesOf(at)).toEqual(['Mine']);
  });
});

describe('taking an import back', () => {
  test('leaves what only a later one made, and what people put below its tasks', async () => {
    const content = (...titles: string[]) =>
      board({ cards: titles.map((title, n) => card(n, title)) });
    const at = await imported(content('One', 'Two'));
    const { workspaceId } = at.person;
    const { id: parentId } = await at.task('Two');
    await createTask(at.person.ctx(), { workspaceId, parentId, title: 'Mine, below two' });
    await importAll(at.person, content('One', 'Two', 'Three'));
    await undoImport(at.person.ctx(), { importId: at.importId });
    expect((await settled(at.person.ctx(), at.importId)).state).toBe('undone');
    expect(await titlesOf(at)).toEqual(['Mine, below two', 'Three', 'Two']);
  });

  test('leaves a project in which only a later one has tasks', async () => {
    const at = await imported(board({ cards: [card(1, 'One')] }));
    await importAll(at.person, board({ cards: [card(1, 'One'), card(2, 'Two')] }));
    await undoImport(at.person.ctx(), { importId: at.importId });
    await settled(at.person.ctx(), at.importId);
    expect(await titlesOf(at)).toEqual(['Two']);
  });

  test('leaves nothing out when somebody deletes a project of it meanwhile', async () => {
    const moon = { repository_url: 'https://api.github.com/repos/acme/moon' };
    const issues = (title: string) =>
      [{}, {}, moon, moon].map((more, n) => restIssue(n, title, more));
    const person = await world.person();
    const { workspaceId, userId } = person;
    await importAll(person, issues('Old'));
    const { importId, projectIds } = await importAll(person, issues('New'));
    await world.runtime.db.execute(
      sql`UPDATE imports SET state = 'undoing', done = 0, total = 4 WHERE id = ${importId}`,
    );
    const half = { workspaceId, id: importId, userId };
    for (const size of [1, 1]) await advanceImport(world.runtime, half, size);
    const titles = async (projectId: ProjectId) => titlesOf(here(person, projectId));
    const isBack = await Promise.all(
      projectIds.map(async (id) => (await titles(id)).every((title) => title === 'Old')),
    );
    const [gone, other] = [projectIds[isBack.indexOf(true)], projectIds[isBack.indexOf(false)]];
    if (!gone || !other) throw new Error('not one project of two is back');
    await deleteProject(person.ctx(), { workspaceId, projectId: gone });
    await resumeImports(world.runtime);
    expect(await settled(person.ctx(), importId)).toMatchObject({ state: 'undone', done: 4 });
    expect(await titles(other)).toEqual(['Old', 'Old']);
  });
});
