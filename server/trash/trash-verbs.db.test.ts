import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listChanges } from '../change/list-changes.ts';
import { undoChange } from '../change/undo-change.ts';
import { addComment } from '../comment/add-comment.ts';
import { deleteComment } from '../comment/delete-comment.ts';
import type { Id, OpId, TaskId } from '../domain/ids.ts';
import { createLabel } from '../label/create-label.ts';
import { deleteLabel } from '../label/delete-label.ts';
import { createProject } from '../project/create-project.ts';
import { deleteProject } from '../project/delete-project.ts';
import { createSection } from '../section/create-section.ts';
import { deleteSection } from '../section/delete-section.ts';
import { restoreSection } from '../section/restore-section.ts';
import { createTask } from '../task/create-task.ts';
import { deleteTask } from '../task/delete-task.ts';
import { restoreTask } from '../task/restore-task.ts';
import { seedTasks } from '../testing/seed.ts';
import { createStage, fiveTests } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { testId } from '../testing/world.ts';
import type { Person } from '../testing/world.ts';
import { emptyTrash } from './empty-trash.ts';
import { listTrash } from './list-trash.ts';
import { purgeExpired } from './purge-expired.ts';
import { purgeTrash } from './purge-trash.ts';
import type { TrashEntity } from './schema.ts';
import { settlePurges } from './settle-purges.ts';

type Thing = Id<'trash'>;

const deletedTask = async (stage: Stage, by: Person = stage.owner, title = 'Paint') => {
  const { workspaceId, projectId } = stage;
  const { id: taskId } = await createTask(stage.owner.ctx(), { workspaceId, projectId, title });
  await deleteTask(by.ctx(), { workspaceId, taskId });
  return taskId;
};

const purge = (stage: Stage, entity: TrashEntity, id: string) => ({
  workspaceId: stage.workspaceId,
  entity,
  id: id as Thing,
});

const list = async (stage: Stage, by: Person = stage.owner, text?: string) =>
  listTrash(by.ctx(), { workspaceId: stage.workspaceId, text, limit: 100 });

fiveTests({
  name: 'trash.purge',
  verb: purgeTrash,
  input: async (stage) => purge(stage, 'task', await deletedTask(stage)),
  happy: async (answer, stage, { id }) => {
    expect(answer).toEqual({ purged: 1 });
    expect((await list(stage)).items.map((item) => item.id)).not.toContain(id);
    const rows = await stage.world.runtime.db.execute(sql`SELECT 1 FROM tasks WHERE id = ${id}`);
    expect(rows.rows).toEqual([]);
  },
});

fiveTests({
  name: 'trash.empty',
  verb: emptyTrash,
  input: async (stage) => {
    await deletedTask(stage);
    return { workspaceId: stage.workspaceId };
  },
  happy: async (answer, stage) => {
    expect(answer).toEqual({ purged: 1 });
    expect(await list(stage)).toMatchObject({ items: [], nextCursor: null, purgeable: 0 });
  },
});

describe('the trash', () => {
  let stage: Stage;
  let mate: Person;
  beforeAll(async () => {
    stage = await createStage();
    mate = await stage.world.person('Mate');
    await stage.world.join(stage.workspaceId, mate, 'member');
  });
  afterAll(() => stage.world.close());
  const ctx = () => stage.owner.ctx();
  const db = () => stage.world.runtime.db;
  const count = async (table: string) => {
    const found = await db().execute<{ n: number }>(
      sql`SELECT count(*)::int AS n FROM ${sql.identifier(table)} WHERE workspace_id = ${stage.workspaceId}`,
    );
    return found.rows[0]?.n;
  };
  const project = async (name: string, isPrivate = false) => {
    const made = {
      workspaceId: stage.workspaceId,
      name,
      colour: 'grey',
      private: isPrivate,
    } as const;
    return (await createProject(ctx(), made)).id;
  };
  const empty = async () => {
    await emptyTrash(ctx(), { workspaceId: stage.workspaceId });
    await settlePurges(stage.world.runtime);
  };

  it('shows what was deleted, newest first, by whom and for how long yet; not what hangs below it', async () => {
    const { workspaceId } = stage;
    const projectId = await project('Garden');
    const { id: sectionId } = await createSection(ctx(), { workspaceId, projectId, name: 'Beds' });
    const below = await createTask(ctx(), { workspaceId, projectId, sectionId, title: 'Dig' });
    await deleteTask(ctx(), { workspaceId, taskId: below.id });
    await deleteSection(ctx(), { workspaceId, sectionId });
    const { id: labelId } = await createLabel(ctx(), { workspaceId, name: 'Ёлка', colour: 'red' });
    await deleteLabel(ctx(), { workspaceId, labelId });
    const taskId = await deletedTask(stage, mate, 'Подарок');
    const { items, purgeable } = await list(stage);
    expect(items).toMatchObject([
      {
        entity: 'task',
        id: taskId,
        name: 'Подарок',
        deletedBy: mate.userId,
        projectName: 'Home',
        right: 'write',
      },
      { entity: 'label', name: 'Ёлка', key: null, projectId: null, deletedBy: stage.owner.userId },
      { entity: 'section', name: 'Beds', projectId, daysLeft: 30, purgeable: true },
    ]);
    expect(purgeable).toBe(3);
    expect((await list(stage, stage.owner, 'ёЛК')).items.map(({ name }) => name)).toEqual(['Ёлка']);
    await deleteProject(ctx(), { workspaceId, projectId });
    const now = (await list(stage)).items.map(({ entity }) => entity);
    expect(now).toEqual(['project', 'task', 'label']);
    await empty();
  });

  it('is pages', async () => {
    const ids: TaskId[] = [];
    for (let n = 0; n < 5; n += 1) ids.unshift(await deletedTask(stage));
    const read: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listTrash(ctx(), { workspaceId: stage.workspaceId, limit: 2, cursor });
      read.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(read).toEqual(ids);
    await empty();
  });

  it('is each one’s own: a member purges what they deleted, an owner all they see, a guest nothing', async () => {
    const [mine, theirs] = [await deletedTask(stage, mate), await deletedTask(stage)];
    const hidden = await project('Secret', true);
    await deleteProject(ctx(), { workspaceId: stage.workspaceId, projectId: hidden });
    const forbidden = { code: 'FORBIDDEN' };
    const seen = await list(stage, mate);
    expect(seen.items.map(({ id, purgeable }) => [id, purgeable])).toEqual([
      [theirs, false],
      [mine, true],
    ]);
    expect(seen.purgeable).toBe(1);
    await expect(purgeTrash(mate.ctx(), purge(stage, 'task', theirs))).rejects.toMatchObject(
      forbidden,
    );
    await expect(purgeTrash(mate.ctx(), purge(stage, 'project', hidden))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const guests = await list(stage, stage.reader);
    expect(guests.items.map(({ purgeable }) => purgeable)).toEqual([false, false]);
    expect(await emptyTrash(mate.ctx(), { workspaceId: stage.workspaceId })).toEqual({ purged: 1 });
    expect((await list(stage)).items.map(({ id }) => id)).toEqual([hidden, theirs]);
    await empty();
    expect((await list(stage)).items).toEqual([]);
  });

  it('leaves what was deleted after one was asked', async () => {
    await deletedTask(stage);
    const [{ deletedAt: until } = { deletedAt: '' }] = (await list(stage)).items;
    const later = await deletedTask(stage);
    const { workspaceId } = stage;
    expect(await emptyTrash(ctx(), { workspaceId, until })).toEqual({ purged: 1 });
    expect((await list(stage)).items.map(({ id }) => id)).toEqual([later]);
    await empty();
  });

  it('says in history that a thing is gone for ever, and why nothing of it can be undone', async () => {
    const { workspaceId, projectId } = stage;
    const taskId = await deletedTask(stage);
    await purgeTrash(ctx(), purge(stage, 'task', taskId));
    const { items } = await listChanges(ctx(), { workspaceId, projectId, limit: 3 });
    expect(items).toMatchObject([
      { type: 'task.purged', entityId: taskId, actorId: stage.owner.userId, undoable: false },
      { type: 'task.deleted', before: {}, after: {}, undoable: false },
      { type: 'task.created', before: {}, after: {} },
    ]);
    for (const { id } of items.slice(1)) {
      const undone = await undoChange(ctx(), {
        workspaceId,
        changeId: id,
        dryRun: false,
      });
      expect(undone).toMatchObject({ change: null, applied: [], skipped: [{ reason: 'purged' }] });
    }
    await expect(restoreTask(ctx(), { workspaceId, taskId })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('never gives a number again, and tells a repeated call of what is purged that it is not there', async () => {
    const { workspaceId, projectId } = stage;
    const sent = { workspaceId, projectId, title: 'Once', opId: testId<OpId>() };
    const first = await createTask(ctx(), sent);
    await deleteTask(ctx(), { workspaceId, taskId: first.id });
    await purgeTrash(ctx(), purge(stage, 'task', first.id));
    const second = await createTask(ctx(), { workspaceId, projectId, title: 'Next' });
    expect(second.number).toBe(first.number + 1);
    await expect(createTask(ctx(), sent)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('lets a large project go in steps, out of sight from the first, and goes on after a stop', async () => {
    const { workspaceId, owner } = stage;
    const projectId = await project('Large');
    const { id: sectionId } = await createSection(ctx(), { workspaceId, projectId, name: 'Part' });
    const before = await count('tasks');
    await seedTasks(db(), { workspaceId, projectId, userId: owner.userId, tasks: 1500 });
    await db().execute(
      sql`UPDATE tasks SET section_id = ${sectionId} WHERE project_id = ${projectId} AND number % 2 = 0`,
    );
    await deleteSection(ctx(), { workspaceId, sectionId });
    await purgeTrash(ctx(), purge(stage, 'section', sectionId));
    const back = restoreSection(ctx(), { workspaceId, sectionId });
    await expect(back).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await deleteProject(ctx(), { workspaceId, projectId });
    await purgeTrash(ctx(), purge(stage, 'project', projectId));
    expect((await list(stage)).items).toEqual([]);
    await settlePurges(stage.world.runtime);
    expect(await count('tasks')).toBe(before);
    expect(await count('hot_tasks')).toBe(0);
    const found = await db().execute(sql`SELECT 1 FROM projects WHERE id = ${projectId}`);
    expect(found.rows).toEqual([]);
  });

  it('is purged after thirty days by the process itself, deleted comments too', async () => {
    const { workspaceId, projectId } = stage;
    const [old, young] = [await deletedTask(stage), await deletedTask(stage)];
    const { id: taskId } = await createTask(ctx(), { workspaceId, projectId, title: 'Stays' });
    const said = await addComment(ctx(), { workspaceId, taskId, body: 'forgotten words' });
    await deleteComment(ctx(), { workspaceId, commentId: said.id });
    const private_ = await project('Old secret', true);
    await deleteProject(ctx(), { workspaceId, projectId: private_ });
    for (const [table, id] of [
      ['tasks', old],
      ['comments', said.id],
      ['projects', private_],
    ] as const)
      await db().execute(
        sql`UPDATE ${sql.identifier(table)} SET deleted_at = deleted_at - interval '31 days' WHERE id = ${id}`,
      );
    await db().execute(sql`UPDATE op_results SET created_at = created_at - interval '91 days'`);
    await purgeExpired(stage.world.runtime);
    await settlePurges(stage.world.runtime);
    expect((await list(stage)).items.map(({ id }) => id)).toEqual([young]);
    const { items } = await listChanges(ctx(), { workspaceId, projectId, limit: 2 });
    expect(items).toMatchObject([
      { type: 'comment.purged', entityId: said.id, taskId, actorId: null },
      { type: 'task.purged', entityId: old, actorId: null },
    ]);
    const left = await db().execute(sql`
      SELECT 1 FROM comments WHERE id = ${said.id} UNION ALL SELECT 1 FROM op_results
      UNION ALL SELECT 1 FROM changes WHERE after::text LIKE '%forgotten words%'`);
    expect(left.rows).toEqual([]);
    const told = await listChanges(mate.ctx(), { workspaceId, limit: 100 });
    expect(told.items.filter(({ entityId }) => entityId === private_)).toEqual([]);
  });

  it('leaves alone what others remember of a thing with the same id in another workspace', async () => {
    const { workspaceId, projectId, stranger } = stage;
    const create = {
      workspaceId,
      projectId,
      title: 'Ours',
      id: testId<TaskId>(),
      opId: testId<OpId>(),
    };
    const made = await createTask(ctx(), create);
    const theirs = { workspaceId: stranger.workspaceId, taskId: made.id };
    const { workspaceId: away, taskId: id } = theirs;
    await createTask(stranger.ctx(), {
      ...create,
      workspaceId: away,
      id,
      projectId: stranger.inboxId,
    });
    await deleteTask(stranger.ctx(), theirs);
    await purgeTrash(stranger.ctx(), {
      workspaceId: away,
      entity: 'task',
      id: made.id as string as Thing,
    });
    expect(await createTask(ctx(), create)).toEqual(JSON.parse(JSON.stringify(made)));
    // The control: what the stranger remembered of it is gone.
    const answers = await db().execute<{ answer: unknown }>(
      sql`SELECT answer FROM op_results WHERE user_id = ${stranger.userId} AND op_id = ${create.opId}`,
    );
    expect(answers.rows).toEqual([{ answer: { purgedSince: true } }]);
  });

  it('finds what hangs from a task by an index: each link to tasks has one that begins with it', async () => {
    const found = await db().execute<{ name: string }>(sql`
      SELECT c.conname AS name FROM pg_constraint c
      WHERE c.contype = 'f' AND c.confrelid = 'tasks'::regclass AND NOT EXISTS (
        SELECT 1 FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[1]
        WHERE i.indrelid = c.conrelid AND i.indkey[0] = ANY(c.conkey) AND i.indkey[1] = ANY(c.conkey)
          AND a.attname LIKE '%task_id' OR a.attname = 'parent_id' AND i.indrelid = c.conrelid)`);
    expect(found.rows).toEqual([]);
  });
});
