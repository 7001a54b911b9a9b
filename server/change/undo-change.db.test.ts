import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import { addComment } from '../comment/add-comment.ts';
import { deleteComment } from '../comment/delete-comment.ts';
import type { GroupId, OpId, ProjectId, TaskId, UserId } from '../domain/ids.ts';
import { createLabel } from '../label/create-label.ts';
import { deleteLabel } from '../label/delete-label.ts';
import { plantBug } from '../platform/bugs.ts';
import { createProject } from '../project/create-project.ts';
import { createSection } from '../section/create-section.ts';
import { deleteSection } from '../section/delete-section.ts';
import { completeTask } from '../task/complete-task.ts';
import { createTask } from '../task/create-task.ts';
import { deleteTask } from '../task/delete-task.ts';
import { getTask } from '../task/get-task.ts';
import { moveTask } from '../task/move-task.ts';
import type { TaskCreateInput, TaskUpdateInput } from '../task/schema.ts';
import { updateTask } from '../task/update-task.ts';
import { createStage, fiveTests } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { snapshot } from '../testing/snapshot.ts';
import { testId } from '../testing/world.ts';
import type { Person } from '../testing/world.ts';
import { createToken } from '../token/create-token.ts';
import { updateWorkspace } from '../workspace/update-workspace.ts';
import type { ChangeUndoInput } from './schema.ts';
import { undoChange } from './undo-change.ts';

fiveTests({
  name: 'change.undo',
  verb: undoChange,
  input: async ({ owner, workspaceId, projectId }) => {
    const { id: taskId } = await createTask(owner.ctx(), { workspaceId, projectId, title: 'x' });
    const opId = testId<OpId>();
    await completeTask(owner.ctx(), { workspaceId, taskId, opId });
    return { workspaceId, groupId: asGroup(opId), dryRun: false };
  },
  happy: (answer) => {
    expect(answer.applied.map(({ field }) => field)).toEqual(['status', 'completedAt']);
    expect(answer).toMatchObject({ skipped: [], change: { groupId: expect.any(String) } });
  },
});

let stage: Stage;
let mate: Person;
let other: ProjectId;
beforeAll(async () => {
  stage = await createStage();
  mate = await stage.world.person('Mate');
  await stage.world.join(stage.workspaceId, mate, 'member');
  other = await makeProject(false);
});
afterAll(() => stage.world.close());

const asGroup = (opId: string) => opId as GroupId;
const me = () => stage.owner.ctx();

const makeProject = async (isPrivate: boolean) => {
  const made = {
    workspaceId: stage.workspaceId,
    name: 'Work',
    colour: 'blue',
    private: isPrivate,
  } as const;
  return (await createProject(me(), made)).id;
};

const make = (more: Partial<TaskCreateInput> = {}) =>
  createTask(me(), {
    workspaceId: stage.workspaceId,
    projectId: stage.projectId,
    title: 'Task',
    ...more,
  });

const get = (taskId: TaskId) => getTask(me(), { workspaceId: stage.workspaceId, taskId });

/** Does something to a task under a group that can be undone. */
const update = async (taskId: TaskId, edit: Partial<TaskUpdateInput>, who = stage.owner) => {
  const opId = testId<OpId>();
  const input = {
    workspaceId: stage.workspaceId,
    taskId,
    set: {},
    add: {},
    remove: {},
    opId,
    ...edit,
  };
  await updateTask(who.ctx(), input);
  return asGroup(opId);
};

const undo = (groupId: GroupId, more: Partial<ChangeUndoInput> = {}, who = stage.owner) =>
  undoChange(who.ctx(), { workspaceId: stage.workspaceId, groupId, dryRun: false, ...more });

const groupOf = (answer: { change: { groupId: GroupId } | null }) => {
  if (!answer.change) throw new Error('nothing was undone');
  return answer.change.groupId;
};

describe('undo of a task’s fields', () => {
  it('sets back what still holds, and says who changed the rest', async () => {
    const task = await make({ priority: 1 });
    const group = await update(task.id, { set: { title: 'Mine', priority: 3 } });
    await update(task.id, { set: { title: 'Theirs' } }, mate);
    const thing = { entity: 'task', entityId: task.id };
    expect(await undo(group)).toMatchObject({
      applied: [{ ...thing, field: 'priority' }],
      skipped: [{ ...thing, field: 'title', reason: 'changed-since', changedBy: mate.userId }],
    });
    expect(await get(task.id)).toMatchObject({ title: 'Theirs', priority: 1 });
  });

  it('would set back what another wrote by the planted bug, which the test above sees', async () => {
    const task = await make();
    const group = await update(task.id, { set: { title: 'Mine' } });
    await update(task.id, { set: { title: 'Theirs' } }, mate);
    plantBug('undo-overwrites');
    try {
      expect(await undo(group)).toMatchObject({ applied: [{ field: 'title' }], skipped: [] });
    } finally {
      plantBug(null);
    }
  });

  it('can be undone in turn', async () => {
    const task = await make();
    const group = await update(task.id, { set: { title: 'New', dueOn: '2027-03-01' } });
    const answer = await undo(group);
    expect(await get(task.id)).toMatchObject({ title: 'Task', dueOn: null });
    await undo(groupOf(answer));
    expect(await get(task.id)).toMatchObject({ title: 'New', dueOn: '2027-03-01' });
  });

  it('leads long notes back through their patch', async () => {
    const notes = Array.from({ length: 400 }, (_, line) => `- line ${line}`).join('\n');
    const task = await make({ notes });
    const group = await update(task.id, {
      set: { notes: notes.replace('line 200', 'line two hundred') },
    });
    await undo(group);
    expect((await get(task.id)).notes).toBe(notes);
    const again = await update(task.id, { set: { notes: `${notes}\nmore` } });
    await update(task.id, { set: { notes: 'short' } }, mate);
    expect((await undo(again)).skipped).toMatchObject([{ field: 'notes', changedBy: mate.userId }]);
  });

  it('keeps what makes sense only whole', async () => {
    const task = await make();
    const dated = await update(task.id, { set: { dueOn: '2027-03-01' } });
    await update(task.id, { set: { dueTime: '10:00', timeZone: 'Europe/Moscow' } }, mate);
    expect(await undo(dated)).toMatchObject({
      change: null,
      applied: [],
      skipped: [{ field: 'dueOn' }],
    });
    const done = testId<OpId>();
    await completeTask(me(), { workspaceId: stage.workspaceId, taskId: task.id, opId: done });
    await update(task.id, { set: { dueOn: '2027-03-02' } });
    expect((await undo(asGroup(done))).skipped).toEqual([]);
    expect(await get(task.id)).toMatchObject({
      status: 'open',
      completedAt: null,
      dueAt: '2027-03-02T07:00:00.000Z',
    });
  });

  it('sets sets back by difference', async () => {
    const { workspaceId } = stage;
    const label = async (name: string) =>
      (await createLabel(me(), { workspaceId, name: `${name} ${testId()}`, colour: 'red' })).id;
    const [kept, added, late, gone] = [
      await label('a'),
      await label('b'),
      await label('c'),
      await label('d'),
    ];
    const task = await make({ labelIds: [kept, gone] });
    const group = await update(task.id, {
      add: { labelIds: [added], assigneeIds: [mate.userId] },
      remove: { labelIds: [gone] },
    });
    await update(task.id, { add: { labelIds: [late] } }, mate);
    await deleteLabel(me(), { workspaceId, labelId: gone });
    const answer = await undo(group);
    expect(answer.applied.map(({ field }) => field)).toEqual(['labelIds', 'assigneeIds']);
    expect(answer.skipped).toMatchObject([{ field: 'labelIds', reason: 'gone' }]);
    const now = await get(task.id);
    expect(now.labelIds.toSorted()).toEqual([kept, late].toSorted());
    expect(now.assigneeIds).toEqual([]);
  });

  it('does nothing to a task that is deleted by now, and says who did it', async () => {
    const task = await make();
    const group = await update(task.id, { set: { title: 'New' } });
    await deleteTask(mate.ctx(), { workspaceId: stage.workspaceId, taskId: task.id });
    expect(await undo(group)).toMatchObject({
      change: null,
      skipped: [{ field: 'title', reason: 'gone', changedBy: mate.userId }],
    });
  });
});

describe('undo of being there', () => {
  it('deletes what was made and restores what was deleted', async () => {
    const opId = testId<OpId>();
    const task = await make({ opId });
    const answer = await undo(asGroup(opId));
    expect(answer.applied).toMatchObject([{ entityId: task.id, field: 'deletedAt' }]);
    await expect(get(task.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await undo(groupOf(answer));
    expect(await get(task.id)).toMatchObject({ title: 'Task', deletedAt: null });
  });

  it('that another has taken away or brought back already is skipped', async () => {
    const { workspaceId } = stage;
    const opId = testId<OpId>();
    const task = await make({ opId });
    await deleteTask(mate.ctx(), { workspaceId, taskId: task.id });
    const skipped = [{ field: 'deletedAt', reason: 'changed-since', changedBy: mate.userId }];
    expect(await undo(asGroup(opId))).toMatchObject({ applied: [], skipped });
  });

  it('brings a section back with its tasks, and a comment', async () => {
    const { workspaceId, projectId } = stage;
    const section = await createSection(me(), { workspaceId, projectId, name: 'Later' });
    const task = await make({ sectionId: section.id });
    const comment = await addComment(me(), { workspaceId, taskId: task.id, body: 'x' });
    const [one, two] = [testId<OpId>(), testId<OpId>()];
    await deleteComment(me(), { workspaceId, commentId: comment.id, opId: one });
    await deleteSection(me(), { workspaceId, sectionId: section.id, opId: two });
    await undo(asGroup(two));
    await undo(asGroup(one));
    expect(await get(task.id)).toMatchObject({ sectionId: section.id, commentCount: 1 });
  });

  it('needs the right of the inverse: a member cannot take an owner’s comment away', async () => {
    const { workspaceId } = stage;
    const task = await make();
    const opId = testId<OpId>();
    await addComment(me(), { workspaceId, taskId: task.id, body: 'x', opId });
    await expect(undo(asGroup(opId), {}, mate)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const renamed = testId<OpId>();
    await updateWorkspace(me(), { workspaceId, set: { name: 'Team' }, opId: renamed });
    await expect(undo(asGroup(renamed), {}, mate)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await undo(asGroup(renamed))).applied).toMatchObject([
      { entity: 'workspace', field: 'name' },
    ]);
  });
});

describe('undo by a token', () => {
  it('needs the scope of the inverse beside its own', async () => {
    const task = await make();
    const opId = testId<OpId>();
    await completeTask(me(), { workspaceId: stage.workspaceId, taskId: task.id, opId });
    const as = async (scopes: ('change.undo' | 'task.reopen')[]) => {
      const { userId } = stage.owner;
      const { token } = await createToken(me(), { name: 'narrow', scopes });
      const principal = {
        kind: 'token',
        userId,
        tokenId: token.id,
        scopes,
        workspaceIds: null,
      } as const;
      const input = { workspaceId: stage.workspaceId, groupId: asGroup(opId), dryRun: false };
      return undoChange({ ...me(), principal }, input);
    };
    await expect(as(['change.undo'])).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await as(['change.undo', 'task.reopen'])).applied).toHaveLength(2);
    expect((await get(task.id)).status).toBe('open');
  });
});

describe('undo of a move', () => {
  const move = async (taskId: TaskId, to: object) => {
    const opId = testId<OpId>();
    await moveTask(me(), { workspaceId: stage.workspaceId, taskId, opId, ...to });
    return asGroup(opId);
  };
  const place = ({
    projectId,
    sectionId,
    parentId,
    order,
    number,
  }: Awaited<ReturnType<typeof get>>) => ({ projectId, sectionId, parentId, order, number });

  it('carries the task back with what is below it, to its own numbers', async () => {
    const root = await make();
    const child = await make({ parentId: root.id });
    const group = await move(root.id, { projectId: other });
    const late = await make({ projectId: other, parentId: root.id });
    const answer = await undo(group);
    expect(answer.skipped).toEqual([]);
    expect(place(await get(root.id))).toEqual(place(root));
    expect(place(await get(child.id))).toEqual(place(child));
    expect(await get(late.id)).toMatchObject({ projectId: stage.projectId, parentId: root.id });
    await undo(groupOf(answer));
    expect((await get(child.id)).projectId).toBe(other);
  });

  it('goes back whole or not at all', async () => {
    const task = await make();
    const group = await move(task.id, { projectId: other });
    await moveTask(mate.ctx(), {
      workspaceId: stage.workspaceId,
      taskId: task.id,
      parentId: (await make({ projectId: other })).id,
    });
    const answer = await undo(group);
    expect(answer.applied).toEqual([]);
    expect(new Set(answer.skipped.map(({ changedBy }) => changedBy))).toEqual(
      new Set([mate.userId]),
    );
  });

  it('does not go back into a section that is deleted by now', async () => {
    const { workspaceId, projectId } = stage;
    const section = await createSection(me(), { workspaceId, projectId, name: 'Later' });
    const task = await make({ sectionId: section.id });
    const group = await move(task.id, { projectId: other });
    await deleteSection(me(), { workspaceId, sectionId: section.id });
    const answer = await undo(group);
    expect(answer).toMatchObject({ change: null, applied: [] });
    expect(new Set(answer.skipped.map(({ reason }) => reason))).toEqual(new Set(['gone']));
    expect((await get(task.id)).projectId).toBe(other);
  });

  it('stands right after whoever took its key', async () => {
    const [first, moved, last] = [await make(), await make(), await make()];
    const group = await move(moved.id, { projectId: other });
    const { order } = moved;
    await stage.world.runtime.db.execute(
      sql`UPDATE tasks SET "order" = ${order} WHERE id = ${first.id}`,
    );
    await undo(group);
    const now = (await get(moved.id)).order;
    expect(now > order && now < last.order).toBe(true);
  });
});

describe('undo', () => {
  it('said dry tells the same and changes nothing', async () => {
    const task = await make();
    const group = await update(task.id, { set: { title: 'Mine', priority: 2 } });
    await update(task.id, { set: { title: 'Theirs' } }, mate);
    const before = await snapshot(stage.world.runtime.db);
    const dry = await undo(group, { dryRun: true, opId: testId<OpId>() });
    expect(await snapshot(stage.world.runtime.db)).toEqual(before);
    const { change, ...lists } = await undo(group);
    expect(change).not.toBeNull();
    expect(dry).toEqual({ change: null, ...lists, names: { [task.id]: 'Theirs' } });
  });

  it('of one change leaves the others of its group', async () => {
    const [one, two] = [await make(), await make()];
    const groupId = asGroup(testId());
    const options = { action: 'task.bulk', input: stage, guard: membership, groupId } as const;
    await write(me(), options, async (w) => {
      for (const { id: taskId } of [one, two]) {
        await completeTask(w, { workspaceId: stage.workspaceId, taskId });
      }
    });
    const found = await stage.world.runtime.db.execute<{ id: string }>(
      sql`SELECT id FROM changes WHERE group_id = ${groupId} AND entity_id = ${one.id}`,
    );
    const changeId = found.rows[0]?.id as ChangeUndoInput['changeId'];
    await undoChange(me(), { workspaceId: stage.workspaceId, changeId, dryRun: false });
    expect([(await get(one.id)).status, (await get(two.id)).status]).toEqual(['open', 'done']);
  });

  it('finds no change of a project that the caller does not see', async () => {
    const secret = await makeProject(true);
    const opId = testId<OpId>();
    await make({ projectId: secret, opId });
    await expect(undo(asGroup(opId), {}, mate)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(undo(asGroup(testId()))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('of what cannot be undone says so', async () => {
    const found = await stage.world.runtime.db.execute<{ groupId: GroupId }>(sql`
      SELECT group_id AS "groupId" FROM changes WHERE workspace_id = ${stage.workspaceId} AND type = 'member.joined'`);
    const [row] = found.rows;
    if (!row) throw new Error('no such change');
    const answer = await undo(row.groupId);
    const reasons = answer.skipped.map(({ entity, reason }) => `${entity} ${reason}`);
    expect(answer).toMatchObject({ change: null, applied: [] });
    expect(new Set(reasons)).toEqual(
      new Set(['workspace not-undoable', 'member not-undoable', 'project not-allowed']),
    );
  });

  it('is told who stood in the way only where the log is theirs to see', async () => {
    const task = await make();
    const group = await update(task.id, { set: { title: 'Mine' } });
    const secret = await makeProject(true);
    const { workspaceId } = stage;
    await moveTask(me(), { workspaceId, taskId: task.id, projectId: secret });
    await update(task.id, { set: { title: 'Hidden' } });
    const answer = await undo(group, {}, mate);
    expect(answer.skipped).toMatchObject([
      { field: 'title', reason: 'gone', changedBy: null as UserId | null },
    ]);
  });
});
