import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProjectId } from '../domain/ids.ts';
import { createProject } from '../project/create-project.ts';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { explained } from '../testing/explain.ts';
import { seedTasks } from '../testing/seed.ts';
import type { Person } from '../testing/world.ts';
import { createTask } from './create-task.ts';
import { searchTasks } from './search-tasks.ts';

const tasks = 50_000;
const limit = 20;
let stage: Stage;
let guest: Person;

beforeAll(async () => {
  stage = await createStage();
  const { world, workspaceId, projectId, owner } = stage;
  await seedTasks(world.runtime.db, { workspaceId, projectId, userId: owner.userId, tasks });
  guest = await world.person('Guest of one private project');
  await world.join(workspaceId, guest, 'guest');
  const { id } = await createProject(owner.ctx(), {
    workspaceId,
    name: 'Own',
    key: 'OWN',
    colour: 'grey',
    private: true,
  });
  await world.grant({ workspaceId, projectId: id }, guest, 'read');
  await fillOwn(id);
  await world.runtime.db.execute(sql`VACUUM ANALYZE`);
}, 240_000);
afterAll(() => stage.world.close());

async function fillOwn(projectId: ProjectId): Promise<void> {
  const { owner, workspaceId } = stage;
  for (let n = 0; n < 30; n += 1)
    await createTask(owner.ctx(), {
      workspaceId,
      projectId,
      title: `own report ${n}`,
      notes: 'a plan',
    });
}

const planOf = (text: string, person: Person) =>
  explained(person.ctx(), (ctx) =>
    searchTasks(ctx, { workspaceId: stage.workspaceId, text, limit }),
  );

test('Postgres keeps enough of the words to tell rare ones from frequent ones', async () => {
  const { rows } = await stage.world.runtime.db.execute(sql`
    SELECT attrelid::regclass::text AS table, attname AS column, attstattarget AS target
    FROM pg_attribute WHERE attname IN ('search', 'title_search')
      AND attrelid IN ('tasks'::regclass, 'comments'::regclass) ORDER BY 1, 2`);
  expect(rows).toEqual([
    { table: 'comments', column: 'search', target: 1000 },
    { table: 'tasks', column: 'search', target: 1000 },
    { table: 'tasks', column: 'title_search', target: 1000 },
  ]);
});

/** What is read beside the matches: the rows of the page with labels and rights, and the projects of the workspace. */
const besides = 1500;

describe(`a search in a workspace of ${tasks} tasks reads what it ranks, through an index`, () => {
  test.each([
    ['task', 'everywhere', 2000],
    ['report', 'in a third of all', 2000],
    ['word77', 'in fifty', 500],
    ['word77 report', 'in some twenty', 500],
    ['wor', 'a beginning of all', 2000],
    ['reprot', 'misspelt', 2000],
    ['nowhere', 'nowhere', 100],
    ['qqqqqqqq', 'like nothing', 100],
  ])('«%s», which stands %s', async (text, _, most) => {
    const plan = await planOf(text, stage.owner);
    expect(plan.seqScans.filter((table) => table === 'tasks')).toEqual([]);
    expect(plan.rowsRead, JSON.stringify(plan)).toBeLessThan(most + besides);
  });

  test.each(['report', 'own', 'plan', 'word77', 'reprot', 'task'])(
    '«%s», for one who sees thirty of them',
    async (text) => {
      const plan = await planOf(text, guest);
      expect(plan.seqScans.filter((table) => table === 'tasks')).toEqual([]);
      expect(plan.rowsRead, JSON.stringify(plan)).toBeLessThan(besides);
    },
  );

  test('the control: without its indexes a search is seen to read too much', async () => {
    await stage.world.runtime.db.execute(sql`DROP INDEX tasks_title_search, tasks_search`);
    const plan = await planOf('word77', stage.owner);
    expect(plan.rowsRead).toBeGreaterThan(2000 + besides);
  });
});
