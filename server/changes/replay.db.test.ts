import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addComment } from '../comment/add-comment.ts';
import type { OpId, ProjectId } from '../domain/ids.ts';
import { createProject } from '../project/create-project.ts';
import { deleteProject } from '../project/delete-project.ts';
import { updateProject } from '../project/update-project.ts';
import { bulkTasks } from '../task/bulk-tasks.ts';
import { createTask } from '../task/create-task.ts';
import { moveTask } from '../task/move-task.ts';
import { updateTask } from '../task/update-task.ts';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { testId } from '../testing/world.ts';
import type { Person } from '../testing/world.ts';

let stage: Stage;
let mate: Person;
let secret: ProjectId;
beforeAll(async () => {
  stage = await createStage();
  mate = await stage.world.person('Mate');
  await stage.world.join(stage.workspaceId, mate, 'member');
  secret = (await project(true)).id;
});
afterAll(() => stage.world.close());

const project = (isPrivate = false) => {
  const { owner, workspaceId } = stage;
  return createProject(owner.ctx(), { workspaceId, name: 'P', colour: 'grey', private: isPrivate });
};
const once = () => ({ workspaceId: stage.workspaceId, opId: testId<OpId>() });
const task = async () => {
  const { owner, workspaceId, projectId } = stage;
  return (await createTask(owner.ctx(), { workspaceId, projectId, title: 'Task' })).id;
};
const hidden = { code: 'NOT_FOUND' };

describe('a stored answer is not given again to who lost the sight of its thing', () => {
  test('a project', async () => {
    const { id: projectId } = await project();
    const input = { ...once(), projectId, set: { name: 'Renamed' } };
    const first = await updateProject(mate.ctx(), input);
    expect(await updateProject(mate.ctx(), input)).toEqual(first);
    await stage.world.runtime.db.execute(
      sql`UPDATE projects SET is_private = true WHERE id = ${projectId}`,
    );
    await expect(updateProject(mate.ctx(), input)).rejects.toMatchObject(hidden);
  });

  test('a task that has moved into a project that they do not see, and what they said of it', async () => {
    const { owner, workspaceId } = stage;
    const [taskId, other] = [await task(), await task()];
    const edit = { ...once(), taskId, set: { title: 'Mine' }, add: {}, remove: {} };
    const comment = { ...once(), taskId, body: 'Mine' };
    const bulk = { ...once(), taskIds: [other, taskId], action: 'complete' as const };
    await updateTask(mate.ctx(), edit);
    await addComment(mate.ctx(), comment);
    await bulkTasks(mate.ctx(), bulk);
    await moveTask(owner.ctx(), { workspaceId, taskId, projectId: secret });
    await expect(updateTask(mate.ctx(), edit)).rejects.toMatchObject(hidden);
    await expect(addComment(mate.ctx(), comment)).rejects.toMatchObject(hidden);
    await expect(bulkTasks(mate.ctx(), bulk)).rejects.toMatchObject(hidden);
  });
});

test('the answer of a deletion, and of what was done in a project before it, is given again', async () => {
  const { id: projectId } = await project();
  const made = { ...once(), projectId, title: 'Task' };
  const gone = { ...once(), projectId };
  const answers = [await createTask(mate.ctx(), made), await deleteProject(mate.ctx(), gone)];
  expect([await createTask(mate.ctx(), made), await deleteProject(mate.ctx(), gone)]).toEqual(
    answers,
  );
});
