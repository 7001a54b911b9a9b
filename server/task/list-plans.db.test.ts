import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LabelId } from '../domain/ids.ts';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { explained, explainedInGeneral } from '../testing/explain.ts';
import type { Plan } from '../testing/explain.ts';
import { seedTasks } from '../testing/seed.ts';
import { createTask } from './create-task.ts';
import { listHotTasks } from './list-hot-tasks.ts';
import { listMissed } from './list-missed.ts';
import { listSkippingZones } from './list-skipping-zones.ts';
import { listTasks } from './list-tasks.ts';
import type { TaskListInput } from './schema.ts';
import { searchTasks } from './search-tasks.ts';

const tasks = 100_000;
let stage: Stage;
let labelId: LabelId;

beforeAll(async () => {
  stage = await createStage();
  const { workspaceId, projectId, owner } = stage;
  await seedTasks(stage.world.runtime.db, { workspaceId, projectId, userId: owner.userId, tasks });
  const found = await stage.world.runtime.db.execute<{ id: LabelId }>(
    sql`SELECT id FROM labels WHERE name = 'label 7'`,
  );
  labelId = found.rows[0]!.id;
}, 240_000);
afterAll(() => stage.world.close());

/** What a list of 50 did: the indexes that it walked and the rows that it read. */
const planOf = (input: Partial<TaskListInput>): Promise<Plan> =>
  explained(stage.owner.ctx(), (ctx) =>
    listTasks(ctx, { workspaceId: stage.workspaceId, limit: 50, ...input }),
  );

/** The same once a connection has planned the statement for good. */
const generalPlanOf = (input: Partial<TaskListInput>): Promise<Plan> =>
  explainedInGeneral(stage.owner.ctx(), (ctx) =>
    listTasks(ctx, { workspaceId: stage.workspaceId, limit: 50, ...input }),
  );

describe(`each list is one index range in a workspace of ${tasks} tasks`, () => {
  const cases: { name: string; index: string; input: () => Partial<TaskListInput> }[] = [
    {
      name: 'a project by order',
      index: 'tasks_order',
      input: () => ({ projectId: stage.projectId }),
    },
    {
      name: 'an assignee by due',
      index: 'task_assignees_due',
      input: () => ({ assigneeId: stage.owner.userId }),
    },
    {
      name: 'an assignee’s open tasks by due',
      index: 'task_assignees_due_open',
      input: () => ({ assigneeId: stage.owner.userId, status: 'open' }),
    },
    { name: 'a workspace by due', index: 'tasks_due', input: () => ({}) },
    {
      name: 'a workspace’s open tasks by due',
      index: 'tasks_due_open',
      input: () => ({ status: 'open' }),
    },
    {
      name: 'a due window',
      index: 'tasks_due',
      input: () => ({ dueAfter: '2026-01-01', dueBefore: '2030-01-01' }),
    },
    { name: 'a label by due', index: 'task_labels_due', input: () => ({ labelIds: [labelId] }) },
    {
      name: 'a label’s open tasks by due',
      index: 'task_labels_due_open',
      input: () => ({ labelIds: [labelId], status: 'open' }),
    },
    { name: 'a workspace by creation', index: 'tasks_created', input: () => ({ sort: 'created' }) },
    { name: 'a workspace by update', index: 'tasks_updated', input: () => ({ sort: 'updated' }) },
  ];
  const ways = { 'for its values': planOf, 'for any values': generalPlanOf };
  const inBoth = cases.flatMap((one) =>
    Object.entries(ways).map(([way, planned]) => ({ ...one, way, planned })),
  );
  test.each(inBoth)('$name: $index, planned $way', async ({ index, input, planned }) => {
    const plan = await planned(input());
    expect(plan.indexes).toContain(index);
    expect(plan.seqScans.filter((table) => table === 'tasks' || table.startsWith('task_'))).toEqual(
      [],
    );
    // Labels of one task are sorted by name; the range itself comes in order.
    expect(plan.sorted).toBeLessThan(5);
    // 51 rows of the range, and for each the task and the rights on its project, of which there are five.
    expect(plan.rowsRead, JSON.stringify(plan)).toBeLessThan(51 * 10);
  });

  test('the next page costs what the first did', async () => {
    const first = await listTasks(stage.owner.ctx(), { workspaceId: stage.workspaceId, limit: 50 });
    const plan = await planOf({ cursor: first.nextCursor ?? '' });
    expect(plan.indexes).toContain('tasks_due');
    expect(plan.rowsRead, JSON.stringify(plan)).toBeLessThan(51 * 10);
  });

  test('the subtasks of a task are read alone, whatever they are sorted by', async () => {
    const { owner, workspaceId, projectId } = stage;
    const { id: parentId } = await createTask(owner.ctx(), { workspaceId, projectId, title: 'x' });
    await createTask(owner.ctx(), { workspaceId, parentId, title: 'y' });
    for (const more of [{}, { projectId }, { sort: 'created' }, { status: 'open' }] as const) {
      for (const planned of [planOf, generalPlanOf]) {
        const plan = await planned({ parentId, ...more });
        expect(plan.indexes, JSON.stringify(more)).toContain('tasks_siblings');
        expect(plan.rowsRead, JSON.stringify(plan)).toBeLessThan(51 * 2);
      }
    }
  });

  test('a filter that matches little reads at most 50 times the page, then gives a cursor', async () => {
    const input = { workspaceId: stage.workspaceId, limit: 10, status: 'cancelled' as const };
    const plan = await explained(stage.owner.ctx(), (ctx) => listTasks(ctx, input));
    expect(plan.rowsRead).toBeLessThan(50 * 10 * 4);
    const page = await listTasks(stage.owner.ctx(), input);
    expect(page).toMatchObject({ items: [], nextCursor: expect.any(String) });
  });

  test('hot tasks are one range that ends today, however much is due later', async () => {
    const { owner, workspaceId } = stage;
    const few = sql`(SELECT task_id FROM hot_tasks ORDER BY due_sort LIMIT 50)`;
    await stage.world.runtime.db.execute(sql`
      UPDATE hot_tasks SET hot_from = due_sort + 1000, due_sort = due_sort + 1000
      WHERE workspace_id = ${workspaceId} AND task_id NOT IN ${few}`);
    for (const planned of [explained, explainedInGeneral]) {
      const { indexes, seqScans, rowsRead } = await planned(owner.ctx(), (ctx) =>
        listHotTasks(ctx, {}),
      );
      expect(indexes).toContain('hot_tasks_from');
      expect(seqScans.filter((table) => table === 'tasks' || table === 'hot_tasks')).toEqual([]);
      // 50 of the range, and for each the task and what says whether it is seen.
      expect(rowsRead).toBeLessThan(50 * 12);
    }
  });

  test('search goes through its index', async () => {
    const plan = await explained(stage.owner.ctx(), (ctx) =>
      searchTasks(ctx, { workspaceId: stage.workspaceId, text: 'word77', limit: 20 }),
    );
    expect(plan.indexes).toContain('tasks_title_search');
    expect(plan.seqScans).not.toContain('tasks');
  });

  test('the control: without its index a list is seen to read too much', async () => {
    await stage.world.runtime.db.execute(sql`DROP INDEX tasks_due`);
    const plan = await planOf({});
    expect(plan.indexes).not.toContain('tasks_due');
    expect(plan.rowsRead).toBeGreaterThan(51 * 10);
  });
});

test('looking for missed days reads those that were missed, and one row for each zone', async () => {
  const { db } = stage.world.runtime;
  const repeating = sql`rrule = 'FREQ=DAILY', missed_policy = 'skip', anchor = 'schedule', due_time = NULL, due_at = NULL`;
  const at = (day: string) => sql`due_on = ${day}, series_start = ${day}, occurrence_on = ${day}`;
  const some = (most: number) =>
    sql`status = 'open' AND deleted_at IS NULL AND rrule IS NULL LIMIT ${most}`;
  for (const [zone, day, most] of [
    ['UTC', '2100-01-01', 4000],
    ['Asia/Tokyo', '2100-01-01', 4000],
    ['UTC', '2020-01-01', 7],
  ] as const)
    await db.execute(sql`UPDATE tasks SET ${repeating}, ${at(day)}, time_zone = ${zone}
      WHERE id IN (SELECT id FROM tasks WHERE ${some(most)})`);
  await db.execute(sql`ANALYZE tasks`);
  const zones = await explained(stage.owner.ctx(), (ctx) => listSkippingZones(ctx));
  expect(zones).toMatchObject({ indexes: ['tasks_skipping', 'tasks_skipping'], seqScans: [] });
  expect(zones.rowsRead).toBeLessThan(20);
  const page = { timeZone: 'UTC', today: '2026-11-26', after: null, limit: 500 };
  const missed = await explained(stage.owner.ctx(), (ctx) => listMissed(ctx, page));
  expect(missed.indexes).toContain('tasks_skipping');
  expect(missed.seqScans).not.toContain('tasks');
  expect(missed.rowsRead).toBeLessThan(100);
});
