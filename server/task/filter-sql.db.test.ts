import { and, eq, isNull, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { tasks } from '../../db/schema/tasks.ts';
import type { Filter } from '../domain/filter/ast.ts';
import { matches } from '../domain/filter/match-filter.ts';
import type { FilterTask } from '../domain/filter/match-filter.ts';
import { parseFilter } from '../domain/filter/parse-filter.ts';
import { resolveFilter } from '../domain/filter/resolve-filter.ts';
import type { FilterContext, ResolvedFilter } from '../domain/filter/resolve-filter.ts';
import { arbitraryFilter } from '../domain/filter/testing/arbitrary-filter.ts';
import type { LabelId, ProjectId, SectionId, TaskId, WorkspaceId } from '../domain/ids.ts';
import { createLabel } from '../label/create-label.ts';
import { deleteLabel } from '../label/delete-label.ts';
import { plantBug } from '../platform/bugs.ts';
import type { BugName } from '../platform/bugs.ts';
import type { Ctx } from '../platform/context.ts';
import { createProject } from '../project/create-project.ts';
import { createSection } from '../section/create-section.ts';
import { explained } from '../testing/explain.ts';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { seedTasks } from '../testing/seed.ts';
import { filterSql } from './filter-sql.ts';
import { days, texts, writeFilterTasks } from './testing/filter-tasks.ts';
import type { Ground } from './testing/filter-tasks.ts';

const labelNames = ['home', 'Ёж', 'say "hi"', String.raw`a\b`, "it's 100%"];
const projectNames = ['R&D "lab"', 'Дом и сад'];
const projectKeys = ['LAB', 'HOUSE'];
const sectionNames = ['To do', 'Сделать "сегодня"'];
const numRuns = 1000;
const taskCount = 130;

let stage: Stage;
let context: FilterContext;
let written: (FilterTask & { id: TaskId })[];

beforeAll(async () => {
  stage = await createStage();
  context = await createContext();
  const { labels, people } = context.names;
  const ground: Ground = {
    workspaceId: stage.workspaceId,
    projects: context.names.projects.map(({ id, sections }) => ({
      id,
      sectionIds: sections.map((section) => section.id),
    })),
    labelIds: [...labels.map(({ id }) => id), await createDeadLabel()],
    people: people.map(({ id }) => id),
  };
  written = await writeFilterTasks(stage.world.runtime.db, ground, { count: taskCount, seed: 7 });
  await writeDoubles();
  await stage.world.runtime.db.execute(sql`ANALYZE`);
});
afterAll(() => stage.world.close());
afterEach(() => plantBug(null));

async function createContext(): Promise<FilterContext> {
  const { owner, workspaceId, world } = stage;
  const ctx = owner.ctx();
  const mate = await world.person('Ann "Я" Smith');
  await world.join(workspaceId, mate, 'member');
  const labels: { id: LabelId; name: string }[] = [];
  for (const name of labelNames)
    labels.push({ name, id: (await createLabel(ctx, { workspaceId, name, colour: 'red' })).id });
  const projects = [];
  for (const [index, name] of projectNames.entries()) {
    const key = projectKeys[index]!;
    const made = { workspaceId, name, key, colour: 'grey', private: false } as const;
    const { id } = await createProject(ctx, made);
    projects.push({
      id,
      key,
      name,
      sections: await createSections(ctx, { workspaceId, projectId: id }),
    });
  }
  return {
    today: '2027-01-31',
    timeZone: 'America/New_York',
    dayStart: '04:00',
    weekStart: 'monday',
    me: owner.userId,
    names: {
      labels,
      projects,
      people: [
        { id: owner.userId, name: owner.name },
        { id: mate.userId, name: mate.name },
      ],
    },
  };
}

async function createSections(ctx: Ctx, at: { workspaceId: WorkspaceId; projectId: ProjectId }) {
  const sections: { id: SectionId; name: string }[] = [];
  for (const name of sectionNames)
    sections.push({ name, id: (await createSection(ctx, { ...at, name })).id });
  return sections;
}

/** A label that no answer shows any more, though tasks carry it. */
async function createDeadLabel(): Promise<LabelId> {
  const { owner, workspaceId } = stage;
  const { id } = await createLabel(owner.ctx(), { workspaceId, name: 'gone', colour: 'red' });
  await deleteLabel(owner.ctx(), { workspaceId, labelId: id });
  return id;
}

/** Tasks of another workspace with the same ids, each with a comment: who asks past the workspace finds these. */
async function writeDoubles(): Promise<void> {
  const { workspaceId, inboxId } = stage.stranger;
  const { db } = stage.world.runtime;
  await db.execute(sql`
    INSERT INTO tasks (workspace_id, id, project_id, number, title, title_folded, "order", search)
    SELECT ${workspaceId}, id, ${inboxId}, row_number() OVER (), 'x', 'x', 'a', ''
    FROM tasks WHERE workspace_id = ${stage.workspaceId}`);
  await db.execute(sql`
    INSERT INTO comments (workspace_id, id, task_id, body, search)
    SELECT workspace_id, gen_random_uuid(), id, 'x', '' FROM tasks WHERE workspace_id = ${workspaceId}`);
  await db.execute(sql`
    INSERT INTO task_assignees (workspace_id, task_id, user_id, due_sort, is_open)
    SELECT workspace_id, id, ${stage.stranger.userId}, due_sort, is_open FROM tasks WHERE workspace_id = ${workspaceId}`);
}

function resolved(filter: Filter): ResolvedFilter {
  const found = resolveFilter(filter, context);
  if ('problems' in found) throw new Error(JSON.stringify(found.problems));
  return found;
}

async function foundBySql(filter: ResolvedFilter): Promise<string[]> {
  const rows = await stage.world.runtime.db
    .select({ id: tasks.id })
    .from(tasks)
    .where(
      and(
        eq(tasks.workspaceId, stage.workspaceId),
        isNull(tasks.deletedAt),
        filterSql(filter, { userId: stage.owner.userId, role: 'owner' }),
      ),
    );
  return rows.map(({ id }) => id).sort();
}

function foundByMatches(filter: ResolvedFilter): string[] {
  return written
    .filter((task) => matches(filter, task))
    .map(({ id }) => id)
    .sort();
}

const filters = arbitraryFilter({
  labels: labelNames,
  projects: projectNames.map((name) => [name, sectionNames] as const),
  people: ['Owner', 'ann "я" smith'],
  keys: projectKeys,
  texts,
  days,
});

/** Random filters through both; gives how many of them let some tasks through and not all. */
async function compareBoth(runs: { numRuns: number; seed?: number }): Promise<number> {
  let telling = 0;
  await fc.assert(
    fc.asyncProperty(filters, async (filter) => {
      const asked = resolved(filter);
      const expected = foundByMatches(asked);
      expect(await foundBySql(asked)).toEqual(expected);
      if (expected.length > 0 && expected.length < written.length) telling += 1;
    }),
    { ...runs, endOnFailure: runs.seed !== undefined },
  );
  return telling;
}

describe('SQL and the predicate let the same tasks through', () => {
  test(`${numRuns} random filters of a hundred tasks, most of which tell these apart`, async () => {
    expect(written.length).toBeGreaterThanOrEqual(100);
    expect(await compareBoth({ numRuns })).toBeGreaterThan(numRuns / 2);
  });

  test('each kind of clause alone tells tasks apart', async () => {
    for (const text of [
      'due:..today',
      'due:none',
      'start:-1m..+1m',
      'created:this-month',
      'updated:-1w..',
      'completed:none',
      'completed:..-1m',
      'overdue',
      'status:open',
      'priority:2..',
      '@home',
      '@еж',
      'label:none',
      '#"r&d ""lab"""',
      '#"Дом и сад"/*',
      '#"Дом и сад"/"to do"',
      'assignee:me',
      'assignee:none',
      'author:me',
      '"ёлка"',
      '"100%"',
      '"a_b"',
      '"ﬁle"',
      '"οδος"',
      'repeat:yes',
      'blocked:yes',
      'has:notes',
      'has:subtasks',
      'has:comments',
      'has:attachments',
      'estimate:30m..2h',
      'estimate:none',
      'is:subtask',
    ]) {
      const read = parseFilter(text.replaceAll('""', String.raw`\"`));
      if ('problems' in read) throw new Error(JSON.stringify(read.problems));
      const asked = resolved(read.filter);
      const expected = foundByMatches(asked);
      expect([0, written.length], text).not.toContain(expected.length);
      expect(await foundBySql(asked), text).toEqual(expected);
    }
  });

  test.each<BugName>(['filter-brackets-lost', 'filter-nulls-lost', 'filter-wildcards'])(
    'the control: %s is caught',
    async (name) => {
      const same = { numRuns: numRuns / 5, seed: 1 };
      await compareBoth(same);
      plantBug(name);
      await expect(compareBoth(same)).rejects.toThrow(/Property failed/);
    },
  );
});

describe('the most usual filters in a workspace of 20,000 tasks', () => {
  let large: Stage;
  let asking: FilterContext;
  beforeAll(async () => {
    large = await createStage();
    const { workspaceId, projectId, owner, world } = large;
    const { db } = world.runtime;
    await seedTasks(db, { workspaceId, projectId, userId: owner.userId, tasks: 20_000 });
    const found = await db.execute<{ id: LabelId; name: string }>(
      sql`SELECT id, name FROM labels WHERE workspace_id = ${workspaceId}`,
    );
    const today = new Date().toISOString().slice(0, 10);
    const people = [{ id: owner.userId, name: 'Owner' }];
    const names = { labels: found.rows, projects: [], people };
    asking = { today, timeZone: 'UTC', weekStart: 'monday', me: owner.userId, names };
  });
  afterAll(() => large.world.close());

  /** As a view asks: open tasks by due, a page of them or how many there are. */
  async function planOf(text: string, counted: boolean) {
    const read = parseFilter(text);
    if ('problems' in read) throw new Error(JSON.stringify(read.problems));
    const filter = resolveFilter(read.filter, asking);
    if ('problems' in filter) throw new Error(JSON.stringify(filter.problems));
    const { workspaceId } = large;
    const living = and(eq(tasks.workspaceId, workspaceId), isNull(tasks.deletedAt));
    return explained(large.owner.ctx(), ({ db }) => {
      const rows = db
        .select(counted ? { count: sql`count(*)` } : { id: tasks.id })
        .from(tasks)
        .where(and(living, filterSql(filter, { userId: large.owner.userId, role: 'owner' })));
      return counted ? rows : rows.orderBy(tasks.dueSort, tasks.id).limit(50);
    });
  }

  test.each([
    ['overdue', /^tasks_due_open$/],
    ['today & status:open', /^tasks_due_open$/],
    ['today', /^tasks_due$/],
    ['(today | overdue) & status:open', /^tasks_due_open$/],
    ['@"label 7" & status:open', /^task_labels_due(_open)?$/],
    ['assignee:me & overdue', /^tasks_due_open$/],
    ['assignee:me & status:open', /^tasks_(due_)?open$|^task_assignees_due_open$/],
  ])('%s goes through an index', async (text, index) => {
    for (const counted of [true, false]) {
      const plan = await planOf(text, counted);
      expect(plan.seqScans, text).not.toContain('tasks');
      expect(
        plan.indexes.some((name) => index.test(name)),
        JSON.stringify(plan),
      ).toBe(true);
    }
  });

  test('a label alone is one range of its index; all tasks are read beside it where the table is one workspace', async () => {
    const plan = await planOf('@"label 7"', true);
    expect(plan.indexes).toContain('task_labels_due');
    expect(plan.seqScans).not.toContain('task_labels');
  });
});
