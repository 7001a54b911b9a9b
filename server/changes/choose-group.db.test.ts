import { afterAll, beforeAll, expect, it } from 'vitest';
import type { GroupId, OpId } from '../domain/ids.ts';
import { undoChange } from '../change/undo-change.ts';
import { createTask } from '../task/create-task.ts';
import { getTask } from '../task/get-task.ts';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { testId } from '../testing/world.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.world.close());

it('a person’s undo takes back nothing that another has written under the same id', async () => {
  const { owner, workspaceId, projectId } = stage;
  const mate = await stage.world.person('Mate');
  await stage.world.join(workspaceId, mate, 'member');
  const input = { workspaceId, projectId, title: 'Task', opId: testId<OpId>() };
  const mine = await createTask(owner.ctx(), input);
  const theirs = await createTask(mate.ctx(), input);
  expect(await createTask(mate.ctx(), input)).toEqual(theirs);
  const groupId = input.opId as string as GroupId;
  const answer = await undoChange(owner.ctx(), { workspaceId, groupId, dryRun: false });
  expect(answer.applied).toMatchObject([{ entityId: mine.id }]);
  const read = await getTask(owner.ctx(), { workspaceId, taskId: theirs.id });
  expect(read.deletedAt).toBeNull();
});
