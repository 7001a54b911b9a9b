import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayIn } from '../domain/due.ts';
import type { ProjectId, TaskId } from '../domain/ids.ts';
import { archiveProject } from '../project/archive-project.ts';
import { createProject } from '../project/create-project.ts';
import { deleteProject } from '../project/delete-project.ts';
import { createSection } from '../section/create-section.ts';
import { deleteSection } from '../section/delete-section.ts';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { seedTasks } from '../testing/seed.ts';
import { testId } from '../testing/world.ts';
import type { Person } from '../testing/world.ts';
import { completeTask } from './complete-task.ts';
import { createTask } from './create-task.ts';
import { deleteTask } from './delete-task.ts';
import { listHotTasks } from './list-hot-tasks.ts';
import type { TaskCreateInput } from './schema.ts';
import { updateTask } from './update-task.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.world.close());

const db = () => stage.world.runtime.db;
const today = () => dayIn(new Date().toISOString(), 'Europe/Moscow');
const add = (who: Person, more: Partial<TaskCreateInput> = {}) =>
  createTask(who.ctx(), {
    workspaceId: who.workspaceId,
    title: 'Task',
    dueOn: today(),
    ...more,
  });
const hotOf = async (who: Person, input: Parameters<typeof listHotTasks>[1] = {}) =>
  (await listHotTasks(who.ctx(), input)).items.map(({ id }) => id);
const hasHot = async (who: Person, taskId: TaskId) => (await hotOf(who)).includes(taskId);

describe('hot tasks', () => {
  it('are those of all workspaces of a person, or of the one that is named, and of no other', async () => {
    const [me, mate, guest] = [
      await stage.world.person(),
      await stage.world.person(),
      await stage.world.person(),
    ];
    await stage.world.join(mate.workspaceId, me, 'member');
    await stage.world.join(me.workspaceId, guest, 'guest');
    const mine = await add(me);
    const there = await add(me, { workspaceId: mate.workspaceId });
    await add(mate);
    expect((await hotOf(me)).toSorted()).toEqual([mine.id, there.id].toSorted());
    expect(await hotOf(me, { workspaceId: mate.workspaceId })).toEqual([there.id]);
    const strange = listHotTasks(me.ctx(), { workspaceId: stage.workspaceId });
    await expect(strange).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const none = listHotTasks(me.ctx(), { workspaceId: testId<never>() });
    await expect(none).rejects.toMatchObject({ code: 'NOT_FOUND' });

    await db().execute(sql`
      UPDATE members SET removed_at = now() WHERE workspace_id = ${mate.workspaceId} AND user_id = ${me.userId}`);
    expect(await hotOf(me)).toEqual([mine.id]);
    expect(await hotOf(guest, { workspaceId: me.workspaceId })).toEqual([]);
  });

  it('are the assignees’; those of nobody are their maker’s', async () => {
    const { owner, workspaceId, projectId } = stage;
    const mate = await stage.world.person();
    await stage.world.join(workspaceId, mate, 'member');
    const { id: taskId } = await add(owner, { projectId });
    expect([await hasHot(owner, taskId), await hasHot(mate, taskId)]).toEqual([true, false]);
    const people = { assigneeIds: [mate.userId] };
    const edit = { workspaceId, taskId, set: {}, add: {}, remove: {} };
    await updateTask(owner.ctx(), { ...edit, add: people });
    expect([await hasHot(owner, taskId), await hasHot(mate, taskId)]).toEqual([false, true]);
    await updateTask(mate.ctx(), { ...edit, add: { assigneeIds: [owner.userId] } });
    expect([await hasHot(owner, taskId), await hasHot(mate, taskId)]).toEqual([true, true]);
    await updateTask(owner.ctx(), {
      ...edit,
      remove: { assigneeIds: [owner.userId, mate.userId] },
    });
    expect([await hasHot(owner, taskId), await hasHot(mate, taskId)]).toEqual([true, false]);
  });

  it('have begun and are due by today, or are urgent: overdue first, then today’s by time', async () => {
    const me = await stage.world.person();
    const later = '2999-01-01';
    const urgent = { priority: 3, dueOn: undefined } as const;
    const due = [
      await add(me, { dueOn: '2000-01-01' }),
      await add(me, { dueTime: '00:01' }),
      await add(me, { dueTime: '23:59' }),
      await add(me),
      await add(me, { ...urgent, dueOn: later }),
      await add(me, urgent),
    ];
    await add(me, { dueOn: undefined });
    await add(me, { dueOn: later });
    await add(me, { startOn: later });
    await add(me, { ...urgent, startOn: later });
    expect(await hotOf(me)).toEqual(due.map(({ id }) => id));
  });

  it('are at most 200, the longest overdue first', async () => {
    const me = await stage.world.person();
    const { workspaceId, inboxId: projectId, userId } = me;
    await seedTasks(db(), { workspaceId, projectId, userId, tasks: 10_000 });
    const { items } = await listHotTasks(me.ctx(), {});
    expect(items).toHaveLength(200);
    const days = items.map(({ dueOn }) => dueOn ?? '');
    expect(days).toEqual(days.toSorted());
  });
});

describe('a blocked task is not hot', () => {
  /** A hot task, and one that blocks it. */
  const pair = async (more: Partial<TaskCreateInput> = {}) => {
    const { owner, workspaceId, projectId } = stage;
    const blocker = await add(owner, { dueOn: undefined, ...more });
    const blocked = await add(owner, { projectId });
    await db().execute(sql`
      INSERT INTO relations (workspace_id, from_task_id, kind, to_task_id)
      VALUES (${workspaceId}, ${blocker.id}, 'blocks', ${blocked.id})`);
    const isHot = () => hasHot(owner, blocked.id);
    expect(await isHot()).toBe(false);
    return { ref: { workspaceId, taskId: blocker.id }, isHot };
  };
  const otherProject = async () => {
    const { owner, workspaceId } = stage;
    const made = { workspaceId, name: 'Other', colour: 'grey', private: false } as const;
    return (await createProject(owner.ctx(), made)).id;
  };

  it('until what blocks it is done', async () => {
    const { ref, isHot } = await pair();
    await completeTask(stage.owner.ctx(), ref);
    expect(await isHot()).toBe(true);
  });

  it('unless its person does not see what blocks it: to them there is no such task', async () => {
    const secret = await otherProject();
    const { isHot } = await pair({ projectId: secret });
    await db().execute(sql`
      WITH hidden AS (DELETE FROM project_members WHERE project_id = ${secret})
      UPDATE projects SET is_private = true WHERE id = ${secret}`);
    expect(await isHot()).toBe(true);
  });

  it('unless what blocks it is put away with something above it', async () => {
    const { owner, workspaceId, projectId } = stage;
    const inProject = async (put: (id: ProjectId) => Promise<unknown>) => {
      const id = await otherProject();
      const { isHot } = await pair({ projectId: id });
      await put(id);
      return isHot();
    };
    const at = (id: ProjectId) => ({ workspaceId, projectId: id });
    const archived = await inProject((id) =>
      archiveProject(owner.ctx(), { ...at(id), archived: true }),
    );
    const deleted = await inProject((id) => deleteProject(owner.ctx(), at(id)));
    const section = await createSection(owner.ctx(), { workspaceId, projectId, name: 'Later' });
    const filed = await pair({ projectId, sectionId: section.id });
    await deleteSection(owner.ctx(), { workspaceId, sectionId: section.id });
    const parent = await add(owner, { dueOn: undefined, projectId });
    const below = await pair({ parentId: parent.id });
    await deleteTask(owner.ctx(), { workspaceId, taskId: parent.id });
    expect([archived, deleted, await filed.isHot(), await below.isHot()]).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });
});
