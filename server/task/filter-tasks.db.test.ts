import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { FilterSort } from '../domain/enums.ts';
import { matches } from '../domain/filter/match-filter.ts';
import type { FilterTask } from '../domain/filter/match-filter.ts';
import { parseFilter } from '../domain/filter/parse-filter.ts';
import { resolveFilter } from '../domain/filter/resolve-filter.ts';
import type { LabelId, ProjectId, SectionId, TaskId } from '../domain/ids.ts';
import { createLabel } from '../label/create-label.ts';
import { plantBug } from '../platform/bugs.ts';
import type { Ctx } from '../platform/context.ts';
import { cursorsOf } from '../platform/page.ts';
import { createProject } from '../project/create-project.ts';
import { createSection } from '../section/create-section.ts';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { updateAccount } from '../account/update-account.ts';
import { callProcedure } from '../trpc/call-procedure.ts';
import { createTask } from './create-task.ts';
import type { TaskFilterOutput } from './schema.ts';
import { writeFilterTasks } from './testing/filter-tasks.ts';

let stage: Stage;
let labelId: LabelId;
let written: (FilterTask & { id: TaskId })[];

beforeAll(async () => {
  stage = await createStage();
  const { owner, workspaceId } = stage;
  const made = { workspaceId, colour: 'grey', private: false } as const;
  const project = await createProject(owner.ctx(), { ...made, name: 'Дом и сад', key: 'HOUSE' });
  const section = await createSection(owner.ctx(), {
    workspaceId,
    projectId: project.id,
    name: 'To do',
  });
  const labelIds: LabelId[] = [];
  for (const name of ['at home', 'late', 'errand'])
    labelIds.push((await createLabel(owner.ctx(), { workspaceId, name, colour: 'grey' })).id);
  [labelId] = labelIds as [LabelId];
  const mate = await stage.world.person('Ann Smith');
  await stage.world.join(workspaceId, mate, 'member');
  const ground = {
    workspaceId,
    projects: [
      { id: project.id, sectionIds: [section.id] },
      { id: stage.projectId, sectionIds: [] as SectionId[] },
    ],
    labelIds,
    people: [owner.userId, mate.userId],
  };
  written = await writeFilterTasks(stage.world.runtime.db, ground, { count: 150, seed: 11 });
});
afterAll(() => stage.world.close());
afterEach(() => plantBug(null));

const ask = async (ctx: Ctx, input: object) =>
  (await callProcedure(ctx, 'task.filter', {
    workspaceId: stage.workspaceId,
    ...input,
  })) as TaskFilterOutput;

/** All pages of a filter, and how many there were. */
async function askAll(ctx: Ctx, input: { filter: string; sort?: FilterSort; limit?: number }) {
  const items: TaskFilterOutput['items'] = [];
  let pages = 0;
  for (let cursor: string | null | undefined; cursor !== null; pages += 1) {
    const page = await ask(ctx, { ...input, ...(cursor === undefined ? {} : { cursor }) });
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return { items, pages };
}

/** What is told in memory of the same tasks, of those that nothing above hides. */
function expected(text: string): string[] {
  const read = parseFilter(text);
  if ('problems' in read) throw new Error(text);
  const filter = resolveFilter(read.filter, {
    today: new Date().toISOString().slice(0, 10),
    timeZone: 'Europe/Moscow',
    weekStart: 'monday',
    me: stage.owner.userId,
    names: {
      labels: [{ id: labelId, name: 'at home' }],
      projects: [],
      people: [],
    },
  });
  if ('problems' in filter) throw new Error(text);
  return living()
    .filter((task) => matches(filter, task))
    .map(({ id }) => id)
    .sort();
}

function living() {
  const byId = new Map(written.map((task) => [task.id, task]));
  const isLiving = ({ parentId }: FilterTask): boolean => {
    if (parentId === null) return true;
    const parent = byId.get(parentId);
    return parent !== undefined && isLiving(parent);
  };
  return written.filter(isLiving);
}

const sorts = ['due', 'created', 'updated', 'priority'] as const;
const telling = [
  '',
  'status:open',
  'overdue',
  'due:..2027-01-31 & status:open',
  'due:none',
  'due:2027-01-25..2027-02-28',
  '@"at home"',
  '@"at home" & due:none & !status:open',
  'assignee:me',
  'assignee:me & overdue | priority:3',
  'blocked:yes & has:notes',
  'has:subtasks',
  'repeat:yes & (estimate:30m.. | estimate:none)',
];

describe('a filter finds, page by page', () => {
  test.each(sorts)('what it lets through, once each and in order, by %s', async (sort) => {
    for (const filter of telling) {
      const { items } = await askAll(stage.owner.ctx(), { filter, sort, limit: 7 });
      const ids = items.map(({ task }) => task.id);
      expect([...ids].sort(), filter).toEqual(expected(filter));
      const keys = items.map(({ task }) => keyOf(task, sort));
      expect(keys, filter).toEqual(keys.toSorted());
    }
  });

  test('nothing of a range is left out, wherever a page ends', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...telling),
        fc.constantFrom(...sorts),
        fc.integer({ min: 1, max: 40 }),
        async (filter, sort, limit) => {
          const { items } = await askAll(stage.owner.ctx(), { filter, sort, limit });
          expect(items.map(({ task }) => task.id).sort()).toEqual(expected(filter));
        },
      ),
      { numRuns: 25 },
    );
  });

  test('a page of one reads fifty rows and not all: an empty one goes on', async () => {
    const { items, pages } = await askAll(stage.owner.ctx(), {
      filter: '"nowhere at all"',
      sort: 'created',
      limit: 1,
    });
    expect(items).toEqual([]);
    expect(pages).toBe(Math.floor(written.length / 50) + 1);
  });

  test('a cursor belongs to its sort', async () => {
    const { nextCursor } = await ask(stage.owner.ctx(), { filter: '', limit: 1 });
    const elsewhere = ask(stage.owner.ctx(), { filter: '', sort: 'priority', cursor: nextCursor });
    await expect(elsewhere).rejects.toMatchObject({ cause: { issues: [{ path: ['cursor'] }] } });
  });

  test.each([
    ['priority', ['-9', 'infinity']],
    ['priority', ['-1']],
    ['due', ['0000-01-01']],
    ['created', ['yesterday']],
    ['updated', [null]],
  ] as const)('a cursor that none has given is refused: %s %j', async (sort, keys) => {
    const cursor = cursorsOf('task.filter').seal(stage.owner.ctx(), [sort, keys, stage.projectId]);
    await expect(ask(stage.owner.ctx(), { filter: '', sort, cursor })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      cause: { issues: [{ path: ['cursor'] }] },
    });
  });
});

function keyOf(task: TaskFilterOutput['items'][number]['task'], sort: FilterSort): string {
  const due = task.dueOn ?? 'infinity';
  const key = {
    due,
    created: task.createdAt,
    updated: task.updatedAt,
    priority: `${3 - task.priority} ${due}`,
  };
  return `${key[sort]} ${task.id}`;
}

describe('each task says why it is here', () => {
  test('in the language of the account', async () => {
    const { owner, workspaceId, projectId } = stage;
    const { id } = await createTask(owner.ctx(), {
      workspaceId,
      projectId,
      title: 'Fern unique',
      priority: 3,
      labelIds: [labelId],
    });
    const filter = 'unique & (priority:3 | overdue) & !due:today & @"AT HOME"';
    const why = async () => {
      const { items } = await askAll(owner.ctx(), { filter: filter.replace('unique', '"unique"') });
      expect(items.map(({ task }) => task.id)).toEqual([id]);
      return items[0]?.why;
    };
    expect(await why()).toEqual([
      { clause: '"unique"', negated: false },
      { clause: 'priority:3', negated: false },
      { clause: 'today', negated: true },
      { clause: '@"AT HOME"', negated: false },
    ]);
    await updateAccount(owner.ctx(), { set: { locale: 'ru' } });
    try {
      expect(await why()).toContainEqual({ clause: 'сегодня', negated: true });
    } finally {
      await updateAccount(owner.ctx(), { set: { locale: 'en' } });
    }
  });

  test('each that asks something has a reason, and all are the filter’s own', async () => {
    for (const filter of telling.slice(1)) {
      const { items } = await askAll(stage.owner.ctx(), { filter });
      for (const { why } of items) expect(why.length, filter).toBeGreaterThan(0);
    }
    expect((await askAll(stage.owner.ctx(), { filter: '' })).items[0]?.why).toEqual([]);
  });
});

describe('what cannot be asked is refused by its place', () => {
  const refusal = (issue: object) => ({
    code: 'BAD_REQUEST',
    cause: { code: 'BAD_REQUEST', issues: [{ path: ['filter'], ...issue }] },
  });

  test('a text that is no filter', async () => {
    await expect(ask(stage.owner.ctx(), { filter: 'today & ovredue' })).rejects.toMatchObject(
      refusal({ start: 8, end: 15, suggestion: 'overdue' }),
    );
  });

  test('a name that is not there', async () => {
    await expect(ask(stage.owner.ctx(), { filter: 'today @"at hime"' })).rejects.toMatchObject(
      refusal({ start: 6, end: 16, suggestion: '@"at home"' }),
    );
  });

  test('one that is too long', async () => {
    await expect(ask(stage.owner.ctx(), { filter: 'a'.repeat(1001) })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      cause: { issues: [{ path: ['filter'] }] },
    });
  });
});

describe('a filter reaches what its caller sees', () => {
  let hidden: { projectId: ProjectId; taskId: TaskId };
  beforeAll(async () => {
    const { world, workspaceId } = stage;
    const mate = await world.person('Mate');
    await world.join(workspaceId, mate, 'member');
    const project = await createProject(mate.ctx(), {
      workspaceId,
      name: 'Secret',
      key: 'SEC',
      colour: 'grey',
      private: true,
    });
    const made = { workspaceId, projectId: project.id, title: 'Hidden thing', priority: 3 };
    hidden = { projectId: project.id, taskId: (await createTask(mate.ctx(), made)).id };
  });

  /** Of each sort the ids that a filter of all brings to the owner and to a guest. */
  async function reached(): Promise<Set<string>> {
    const ids = new Set<string>();
    for (const ctx of [stage.owner.ctx(), stage.reader.ctx()])
      for (const sort of sorts)
        for (const filter of ['', 'priority:3', '"hidden thing"'])
          for (const { task } of (await askAll(ctx, { filter, sort })).items) ids.add(task.id);
    return ids;
  }

  test('and no row outside of it; the control: filter-unscoped is caught', async () => {
    expect(await reached()).not.toContain(hidden.taskId);
    plantBug('filter-unscoped');
    expect(await reached()).toContain(hidden.taskId);
  });

  test('a name that the caller does not see is as one that is not there', async () => {
    const refused = async (name: string) => {
      const answer = await ask(stage.owner.ctx(), { filter: `#${name}` }).catch(
        (error: unknown) => error,
      );
      expect(answer).toMatchObject({ code: 'BAD_REQUEST' });
      return String(answer).replaceAll(name, '');
    };
    expect(await refused('Secret')).toBe(await refused('Qwerty'));
  });

  test('to a guest other projects are not there, and to a stranger the workspace is not', async () => {
    const { items } = await askAll(stage.reader.ctx(), { filter: '' });
    expect(new Set(items.map(({ task }) => task.projectId))).toEqual(new Set([stage.projectId]));
    await expect(ask(stage.reader.ctx(), { filter: '#house' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
    await expect(ask(stage.stranger.ctx(), { filter: '' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
