import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { completeTask } from './complete-task.ts';
import { createTask } from './create-task.ts';
import { getTask } from './get-task.ts';
import { listHotTasks } from './list-hot-tasks.ts';
import { listTasks } from './list-tasks.ts';
import { taskListHotOutput, taskListOutput } from './schema.ts';
import type { TaskCreateInput } from './schema.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.world.close());

const text = 'A "quoted" \\ line,\ttab, \u2028 \u0001 «ёлка» 👩‍👩‍👧 </script>';
const everything = (): Partial<TaskCreateInput> => ({
  title: text.replace('\u0001', ''),
  notes: `${text.replace('\u0001', '')}\n\n- [ ] one`,
  priority: 3,
  startOn: '2020-02-29',
  dueOn: '2020-03-01',
  dueTime: '08:05',
  timeZone: 'Europe/Moscow',
  estimateMinutes: 15,
  assigneeIds: [stage.owner.userId],
});

test('a list says of each task what a read of it says, and nothing else', async () => {
  const { workspaceId, projectId, owner } = stage;
  const ctx = () => owner.ctx();
  const make = (fields: Partial<TaskCreateInput>) =>
    createTask(ctx(), { workspaceId, projectId, title: 'Plain', ...fields });
  const whole = await make(everything());
  await make({ parentId: whole.id });
  const done = await make({});
  await completeTask(ctx(), { workspaceId, taskId: done.id });

  const listed = await listTasks(ctx(), { workspaceId, projectId, limit: 50 });
  expect(listed.items.length).toBeGreaterThanOrEqual(3);
  for (const item of listed.items)
    expect(item).toEqual(await getTask(ctx(), { workspaceId, taskId: item.id }));
  expect(taskListOutput.parse(listed)).toEqual(listed);

  const hot = await listHotTasks(ctx(), undefined);
  expect(hot.items).toEqual([await getTask(ctx(), { workspaceId, taskId: whole.id })]);
  expect(taskListHotOutput.parse(hot)).toEqual(hot);
});
