import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FilterSort } from '../domain/enums.ts';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { explained } from '../testing/explain.ts';
import { seedTasks } from '../testing/seed.ts';
import { filterTasks } from './filter-tasks.ts';
import type { TaskFilterInput } from './schema.ts';

const tasks = 50_000;
const limit = 50;
let stage: Stage;

beforeAll(async () => {
  stage = await createStage();
  const { workspaceId, projectId, owner } = stage;
  await seedTasks(stage.world.runtime.db, { workspaceId, projectId, userId: owner.userId, tasks });
}, 240_000);
afterAll(() => stage.world.close());

const ask = (filter: string, sort: FilterSort, more: Partial<TaskFilterInput> = {}) => ({
  workspaceId: stage.workspaceId,
  filter,
  sort,
  limit,
  ...more,
});
const planOf = (input: TaskFilterInput) =>
  explained(stage.owner.ctx(), (ctx) => filterTasks(ctx, input));

describe(`a filter walks one index range in a workspace of ${tasks} tasks`, () => {
  test.each<[filter: string, sort: FilterSort, index: string]>([
    ['', 'due', 'tasks_due'],
    ['status:open', 'due', 'tasks_due_open'],
    ['overdue', 'due', 'tasks_due_open'],
    ['due:-7d..today', 'due', 'tasks_due'],
    ['@"label 7"', 'due', 'task_labels_due'],
    ['@"label 10" & status:open', 'due', 'task_labels_due_open'],
    ['assignee:me', 'due', 'task_assignees_due'],
    ['assignee:me & status:open', 'due', 'task_assignees_due_open'],
    ['!has:subtasks & !has:comments & blocked:no & label:none | @"label 7"', 'due', 'tasks_due'],
    ['', 'created', 'tasks_created'],
    ['', 'updated', 'tasks_updated'],
    ['', 'priority', 'tasks_priority'],
  ])('“%s” by %s: %s', async (filter, sort, index) => {
    for (const cursor of [
      undefined,
      (await filterTasks(stage.owner.ctx(), ask(filter, sort))).nextCursor,
    ]) {
      if (cursor === null) continue;
      const plan = await planOf(ask(filter, sort, { cursor }));
      expect(plan.indexes, JSON.stringify(plan)).toContain(index);
      expect(plan.seqScans.filter((table) => table.startsWith('task'))).toEqual([]);
      expect(plan.sorted, JSON.stringify(plan)).toBeLessThan(25);
      // 51 rows of the range, and of each the task, what is asked of it and the rights on its project.
      expect(plan.rowsRead, JSON.stringify(plan)).toBeLessThan((limit + 1) * 12);
    }
  });

  test.each<FilterSort>(['due', 'created', 'updated', 'priority'])(
    'by %s one that matches nothing reads fifty times its page, then gives a cursor',
    async (sort) => {
      const input = ask('status:cancelled', sort, { limit: 10 });
      const plan = await planOf(input);
      expect(plan.rowsRead).toBeLessThan(50 * 10 * 4);
      const page = await filterTasks(stage.owner.ctx(), input);
      expect(page).toMatchObject({ items: [], nextCursor: expect.any(String) });
    },
  );

  test('the control: without its index a filter is seen to read too much', async () => {
    await stage.world.runtime.db.execute(sql`DROP INDEX tasks_priority`);
    const plan = await planOf(ask('', 'priority'));
    expect(plan.rowsRead).toBeGreaterThan((limit + 1) * 12);
  });
});
