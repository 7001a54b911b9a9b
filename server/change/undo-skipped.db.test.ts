import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GroupId, OpId, ProjectId, TaskId } from '../domain/ids.ts';
import { placePlans } from '../plan/place-plans.ts';
import { createProject } from '../project/create-project.ts';
import { createTask } from '../task/create-task.ts';
import { deleteTask } from '../task/delete-task.ts';
import { moveTask } from '../task/move-task.ts';
import { updateTask } from '../task/update-task.ts';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { testId } from '../testing/world.ts';
import type { Person } from '../testing/world.ts';
import { listChanges } from './list-changes.ts';
import { undoChange } from './undo-change.ts';

let stage: Stage;
let mate: Person;
beforeAll(async () => {
  stage = await createStage();
  mate = await stage.world.person('Mate');
  await stage.world.join(stage.workspaceId, mate, 'member');
});
afterAll(() => stage.world.close());

const make = async (parentId?: TaskId) => {
  const { owner, workspaceId, projectId } = stage;
  const place = parentId ? { parentId } : { projectId };
  return (await createTask(owner.ctx(), { workspaceId, title: 'Task', ...place })).id;
};
const undo = (opId: OpId) => {
  const { owner, workspaceId } = stage;
  const groupId = opId as string as GroupId;
  return undoChange(owner.ctx(), { workspaceId, groupId, dryRun: false });
};
const move = async (taskId: TaskId, to: { parentId: TaskId | null } | { projectId: ProjectId }) => {
  const opId = testId<OpId>();
  await moveTask(stage.owner.ctx(), { workspaceId: stage.workspaceId, taskId, ...to, opId });
  return opId;
};

describe('what an undo leaves', () => {
  it('of fields that make sense only together names whoever changed any of them', async () => {
    const taskId = await make();
    const edit = (who: Person, set: object) => {
      const { workspaceId } = stage;
      const opId = testId<OpId>();
      const input = { workspaceId, taskId, set, add: {}, remove: {}, opId };
      return updateTask(who.ctx(), input).then(() => opId);
    };
    const dated = await edit(stage.owner, { dueOn: '2027-03-01', dueTime: '10:00' });
    await edit(mate, { dueTime: '11:00' });
    const answer = await undo(dated);
    expect(answer.applied).toEqual([]);
    const told = answer.skipped.map(({ field, reason, changedBy }) => [field, reason, changedBy]);
    expect(new Set(told)).toEqual(
      new Set(['dueOn', 'dueTime'].map((field) => [field, 'changed-since', mate.userId])),
    );
  });

  it('names nobody who changed a plan, which has the id of the task', async () => {
    const { owner, workspaceId } = stage;
    const [taskId, other] = [await make(), await make()];
    const moved = await move(taskId, { parentId: other });
    await moveTask(mate.ctx(), { workspaceId, taskId, parentId: null });
    await placePlans(owner.ctx(), { workspaceId, places: [{ taskId, order: 'a7' }] });
    const { skipped } = await undo(moved);
    expect(skipped.length).toBeGreaterThan(0);
    expect(skipped.map(({ changedBy }) => changedBy)).toEqual(skipped.map(() => mate.userId));
  });

  it('of a task below one that is deleted stays undone until that one is back', async () => {
    const { owner, workspaceId } = stage;
    const above = await make();
    const taskId = await make(above);
    const drop = async (id: TaskId) => {
      const opId = testId<OpId>();
      await deleteTask(owner.ctx(), { workspaceId, taskId: id, opId });
      return opId;
    };
    const [one, two] = [await drop(taskId), await drop(above)];
    const skipped = [{ entityId: taskId, field: 'deletedAt', reason: 'gone' }];
    expect(await undo(one)).toMatchObject({ change: null, applied: [], skipped });
    await undo(two);
    expect((await undo(one)).applied).toMatchObject([{ entityId: taskId, field: 'deletedAt' }]);
  });

  it('is no loss where what it would go under has come below it', async () => {
    const above = await make();
    const taskId = await make(above);
    const out = await move(taskId, { parentId: null });
    await move(above, { parentId: taskId });
    const answer = await undo(out);
    expect(answer.applied).toEqual([]);
    expect(new Set(answer.skipped.map(({ reason }) => reason))).toEqual(new Set(['changed-since']));
  });
});

it('a task that followed another is not offered for undo, also to who does not see where', async () => {
  const { owner, workspaceId } = stage;
  const made = { workspaceId, name: 'Secret', colour: 'grey', private: true } as const;
  const { id: projectId } = await createProject(owner.ctx(), made);
  const above = await make();
  const taskId = await make(above);
  await move(above, { projectId });
  for (const who of [owner, mate]) {
    const { items } = await listChanges(who.ctx(), { workspaceId, taskId, limit: 1 });
    expect(items).toMatchObject([{ type: 'task.moved', undoable: false }]);
  }
});
