import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommentId, TaskId } from '../domain/ids.ts';
import { mentionOf } from '../domain/mentions.ts';
import { createTask } from '../task/create-task.ts';
import { deleteTask } from '../task/delete-task.ts';
import { searchTasks } from '../task/search-tasks.ts';
import { createStage, fiveTests } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import type { Person } from '../testing/world.ts';
import { addComment } from './add-comment.ts';
import { deleteComment } from './delete-comment.ts';
import { listComments } from './list-comments.ts';
import { updateComment } from './update-comment.ts';

const task = async (stage: Stage) => {
  const { workspaceId, projectId } = stage;
  return (await createTask(stage.owner.ctx(), { workspaceId, projectId, title: 'Paint' })).id;
};

const input = async (stage: Stage) => ({
  workspaceId: stage.workspaceId,
  taskId: await task(stage),
  body: 'Какую краску взять?',
});

const at = async (stage: Stage, person: Person = stage.owner) => {
  const { id } = await addComment(person.ctx(), await input(stage));
  return { workspaceId: stage.workspaceId, commentId: id };
};

fiveTests({
  name: 'comment.add',
  verb: addComment,
  input,
  happy: async (comment, stage, sent) => {
    const { workspaceId, owner } = stage;
    expect(comment).toMatchObject({ ...sent, createdBy: owner.userId, version: 1 });
    const page = { workspaceId, taskId: comment.taskId, limit: 50 };
    expect(await listComments(owner.ctx(), page)).toEqual({ items: [comment], nextCursor: null });
    const { items } = await searchTasks(owner.ctx(), { workspaceId, text: 'краска', limit: 5 });
    expect(items).toMatchObject([{ task: { id: comment.taskId }, where: 'comment' }]);
  },
});

fiveTests({
  name: 'comment.update',
  verb: updateComment,
  input: async (stage) => ({ ...(await at(stage)), set: { body: 'White' } }),
  happy: async (comment, stage) => {
    expect(comment).toMatchObject({ body: 'White', version: 2 });
    const query = { workspaceId: stage.workspaceId, text: 'white', limit: 5 };
    const { items } = await searchTasks(stage.owner.ctx(), query);
    expect(items.map((hit) => hit.task.id)).toContain(comment.taskId);
  },
});

fiveTests({
  name: 'comment.delete',
  verb: deleteComment,
  input: (stage) => at(stage),
  happy: (answer, _, sent) => expect(answer).toMatchObject({ id: sent.commentId, version: 2 }),
});

describe('comments', () => {
  let stage: Stage;
  let mate: Person;
  beforeAll(async () => {
    stage = await createStage();
    mate = await stage.world.person('Mate');
    await stage.world.join(stage.workspaceId, mate, 'member');
  });
  afterAll(() => stage.world.close());

  it('are pages, oldest first', async () => {
    const { workspaceId, owner } = stage;
    const taskId = await task(stage);
    const bodies = ['1', '2', '3', '4', '5'];
    for (const body of bodies) await addComment(owner.ctx(), { workspaceId, taskId, body });
    const read: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listComments(mate.ctx(), { workspaceId, taskId, limit: 2, cursor });
      read.push(...page.items.map(({ body }) => body));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(read).toEqual(bodies);
  });

  it('are their author’s: others edit none, and owners delete any', async () => {
    const mine = await at(stage, mate);
    const theirs = await at(stage);
    const refused = { code: 'FORBIDDEN' };
    const edit = { set: { body: 'changed' } };
    await expect(updateComment(mate.ctx(), { ...theirs, ...edit })).rejects.toMatchObject(refused);
    await expect(deleteComment(mate.ctx(), theirs)).rejects.toMatchObject(refused);
    const { owner } = stage;
    await expect(updateComment(owner.ctx(), { ...mine, ...edit })).rejects.toMatchObject(refused);
    expect(await updateComment(mate.ctx(), { ...mine, ...edit })).toMatchObject({
      body: 'changed',
    });
    expect(await deleteComment(owner.ctx(), mine)).toMatchObject({ id: mine.commentId });
  });

  it('of authors without an account are for owners and admins', async () => {
    const ref = await at(stage);
    await imported(ref.commentId);
    const edit = { ...ref, set: { body: 'mended' } };
    await expect(updateComment(mate.ctx(), edit)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const comment = await updateComment(stage.owner.ctx(), edit);
    expect(comment).toMatchObject({ body: 'mended', createdBy: null, importedAuthor: 'ann' });
  });

  it('cannot be reached through a deleted task', async () => {
    const ref = await at(stage);
    const { taskId } = await commentRow(ref.commentId);
    await deleteTask(stage.owner.ctx(), { workspaceId: stage.workspaceId, taskId });
    const edit = updateComment(stage.owner.ctx(), { ...ref, set: { body: 'x' } });
    await expect(edit).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('may be written by a guest who may comment', async () => {
    const { workspaceId, projectId, world, reader } = stage;
    const taskId = await task(stage);
    await world.grant({ workspaceId, projectId }, reader, 'comment');
    const comment = await addComment(reader.ctx(), { workspaceId, taskId, body: 'hello' });
    expect(comment.createdBy).toBe(reader.userId);
  });

  it('mention those who see the project, each once, and only who was added by an edit', async () => {
    const { workspaceId, owner, stranger, reader } = stage;
    const taskId = await task(stage);
    const names = (...people: Person[]) =>
      people.map((one) => mentionOf(one.userId, one.name)).join(' ');
    const first = { workspaceId, taskId, body: `Hi ${names(mate, stranger, mate)}` };
    const { id: commentId } = await addComment(owner.ctx(), first);
    const body = `Hi ${names(mate, stranger, reader)}`;
    await updateComment(owner.ctx(), { workspaceId, commentId, set: { body } });
    const found = await stage.world.runtime.db.execute<{ mentions: string[] }>(
      sql`SELECT after -> 'mentions' AS mentions FROM changes WHERE entity_id = ${commentId} ORDER BY seq`,
    );
    const mentions = found.rows.map((row) => row.mentions);
    expect(mentions).toEqual([[mate.userId], [reader.userId]]);
  });

  it('are found by the names that they mention, and not by how a mention is written', async () => {
    const { workspaceId, owner } = stage;
    const body = `Ask ${mentionOf(mate.userId, 'Zinaida')} today`;
    await addComment(owner.ctx(), { workspaceId, taskId: await task(stage), body });
    const search = (text: string) => searchTasks(owner.ctx(), { workspaceId, text, limit: 5 });
    const [hit] = (await search('zinaida')).items;
    expect(hit?.excerpt).toBe('Ask @\u0002Zinaida\u0003 today');
    expect((await search('cairn')).items).toEqual([]);
  });

  const imported = (commentId: CommentId) =>
    stage.world.runtime.db.execute(sql`
      UPDATE comments SET created_by = NULL, imported_author = 'ann' WHERE id = ${commentId}`);

  const commentRow = async (commentId: CommentId) => {
    const found = await stage.world.runtime.db.execute<{ taskId: TaskId }>(
      sql`SELECT task_id AS "taskId" FROM comments WHERE id = ${commentId}`,
    );
    const [row] = found.rows;
    if (!row) throw new Error('no such comment');
    return row;
  };
});
