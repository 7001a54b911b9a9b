import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProjectId, TaskId } from '../domain/ids.ts';
import type { Action } from '../domain/policy.ts';
import { seedTasks } from '../testing/seed.ts';
import { createTeam, createTeamProject } from '../testing/team.ts';
import type { Team } from '../testing/team.ts';
import { explainedInGeneral } from '../testing/explain.ts';
import { createWorld } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { callProcedure } from '../trpc/call-procedure.ts';
import { bootstrapCopy } from './bootstrap-copy.ts';
import { pullLog } from './pull-log.ts';
import { syncBootstrapOutput } from './schema.ts';
import type { SyncBootstrapInput, SyncBootstrapOutput } from './schema.ts';

let world: World;
let team: Team;
let open: ProjectId;
let closed: ProjectId;
const tasks: TaskId[] = [];
beforeAll(async () => {
  world = await createWorld();
  team = await createTeam(world);
  open = (await createTeamProject(team, team.owner)).projectId;
  closed = (await createTeamProject(team, team.owner, { private: true })).projectId;
  await run('section.create', { projectId: open, name: 'Soon' });
  const label = await run<{ id: string }>('label.create', { name: 'quick', colour: 'red' });
  for (let n = 0; n < 12; n += 1) {
    const more = n % 3 === 0 ? { dueOn: `2026-12-${10 + n}`, labelIds: [label.id] } : {};
    const at = { projectId: n % 4 === 0 ? closed : open, title: `Task ${n}`, ...more };
    const { id: taskId } = await run<{ id: TaskId }>('task.create', at);
    tasks.push(taskId);
    if (n % 2 === 0) await run('comment.add', { taskId, body: `Comment ${n}` });
    if (n % 5 === 0) await run('task.complete', { taskId });
  }
  await run('task.delete', { taskId: tasks[7] });
});
afterAll(() => world.close());

const here = () => ({ workspaceId: team.workspaceId });
const run = <T = unknown>(action: Action, input: object, who: Person = team.owner) =>
  callProcedure(who.ctx(), action, { ...here(), ...input }) as Promise<T>;

/** The whole copy, page by page. */
async function pagesOf(
  who: Person,
  more: Partial<SyncBootstrapInput> = {},
): Promise<SyncBootstrapOutput[]> {
  const pages: SyncBootstrapOutput[] = [];
  for (let cursor: string | undefined | null; cursor !== null;) {
    const input = { ...here(), limit: 500, ...more, ...(cursor ? { cursor } : {}) };
    const page = syncBootstrapOutput.parse(await bootstrapCopy(who.ctx(), input));
    pages.push(page);
    cursor = page.nextCursor;
  }
  return pages;
}

async function copyOf(who: Person, more: Partial<SyncBootstrapInput> = {}) {
  const pages = await pagesOf(who, more);
  const [{ projects, sections, labels, members }] = pages as [SyncBootstrapOutput];
  const tasks_ = pages.flatMap((page) => page.tasks);
  const comments = pages.flatMap((page) => page.comments);
  return { projects, sections, labels, members, tasks: tasks_, comments };
}
const sorted = <T extends { id: string }>(rows: readonly T[]) =>
  rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** All that the lists of the contract tell a person. */
async function listed(who: Person) {
  const items = async <T>(action: Action, input: object) =>
    (await run<{ items: T[] }>(action, input, who)).items;
  const projects = await items<{ id: ProjectId }>('project.list', { archived: true });
  const ofTasks = await items<{ id: TaskId }>('task.list', { limit: 200 });
  const sections = await Promise.all(
    projects.map(({ id }) => items('section.list', { projectId: id })),
  );
  const comments = await Promise.all(
    ofTasks.map(({ id }) => items('comment.list', { taskId: id })),
  );
  return {
    projects,
    sections: sections.flat(),
    labels: await items('label.list', {}),
    members: await items('member.list', {}),
    tasks: sorted(ofTasks),
    comments: sorted(comments.flat() as { id: string }[]),
  };
}

describe('a copy', () => {
  test.each(['owner', 'admin', 'member', 'guest'] as const)(
    'holds for the %s what the lists of the contract tell, in pages of any length',
    async (role) => {
      if (role === 'guest') {
        const given = { projectId: open, userId: team.guest.userId, right: 'read' };
        await run('project.share', given);
      }
      const told = await listed(team[role]);
      expect(told.tasks.length).toBeGreaterThan(5);
      for (const limit of [1, 2, 5, 500]) {
        const copy = await copyOf(team[role], { limit });
        const inOrder = { tasks: sorted(copy.tasks), comments: sorted(copy.comments) };
        expect({ ...copy, ...inOrder }).toEqual(told);
      }
    },
  );

  test('brings first what is open, by due, then what was closed last', async () => {
    const pages = await pagesOf(team.owner, { limit: 3 });
    const copy = { tasks: pages.flatMap((page) => page.tasks) };
    const open_ = copy.tasks.filter(({ status }) => status === 'open');
    expect(copy.tasks.slice(0, open_.length)).toEqual(open_);
    const due = open_.map(({ dueOn }) => dueOn ?? 'infinity');
    expect(due).toEqual(due.toSorted());
    const closedAt = copy.tasks.slice(open_.length).map(({ updatedAt }) => updatedAt);
    expect(closedAt).toEqual(closedAt.toSorted().toReversed());
    expect(pages[0]?.tasks).toHaveLength(3);
    expect(pages.slice(1).every(({ projects }) => projects.length === 0)).toBe(true);
  });

  test('of a project holds that alone', async () => {
    const whole = await copyOf(team.owner);
    const part = await copyOf(team.owner, { projectId: closed, limit: 2 });
    expect(part.projects.map(({ id }) => id)).toEqual([closed]);
    expect(part.sections).toEqual([]);
    const isIn = ({ projectId }: { projectId: string }) => projectId === closed;
    expect(sorted(part.tasks)).toEqual(sorted(whole.tasks.filter(isIn)));
    const ids = new Set(part.tasks.map(({ id }) => id));
    expect(part.comments.map(({ taskId }) => ids.has(taskId))).toEqual(
      part.comments.map(() => true),
    );
    expect(part.comments.length).toBeGreaterThan(0);
  });

  test('is whole with what happened while it was read', async () => {
    const first = await bootstrapCopy(team.member.ctx(), { ...here(), limit: 2 });
    const moved = await run<{ id: TaskId }>('task.create', {
      projectId: open,
      title: 'While it was read',
    });
    await run('task.complete', { taskId: tasks[1] });
    const rows = new Map(first.tasks.map((task) => [task.id, task]));
    const put = (task: SyncBootstrapOutput['tasks'][number]) => {
      if ((rows.get(task.id)?.version ?? 0) < task.version) rows.set(task.id, task);
    };
    for (let cursor = first.nextCursor; cursor !== null;) {
      const page = await bootstrapCopy(team.member.ctx(), { ...here(), limit: 2, cursor });
      expect(page.position).toBe(first.position);
      page.tasks.forEach(put);
      cursor = page.nextCursor;
    }
    const { events } = await pullLog(team.member.ctx(), { cursor: first.position, limit: 500 });
    for (const event of events)
      for (const entry of event.kind === 'entries' ? event.entries : [])
        if (entry.kind === 'change' && entry.task) put(entry.task);
    expect(sorted([...rows.values()])).toEqual((await listed(team.member)).tasks);
    expect(rows.has(moved.id)).toBe(true);
  });

  test('is not begun for who sees nothing of it, and goes on from no other cursor', async () => {
    const stranger = await world.person('Stranger');
    await expect(bootstrapCopy(stranger.ctx(), { ...here(), limit: 1 })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const hidden = { ...here(), projectId: closed, limit: 1 };
    await expect(bootstrapCopy(team.member.ctx(), hidden)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const { nextCursor } = await bootstrapCopy(team.owner.ctx(), hidden);
    for (const cursor of ['rubbish', nextCursor ?? ''])
      await expect(
        bootstrapCopy(team.member.ctx(), { ...here(), limit: 1, cursor }),
      ).rejects.toMatchObject({ code: 'BAD_REQUEST', issues: [{ path: ['cursor'] }] });
  });
});

test('a page ends early where texts are long', async () => {
  const owner = await world.person('Writer');
  const { workspaceId } = owner;
  const make = (title: string) =>
    callProcedure(owner.ctx(), 'task.create', { workspaceId, title }) as Promise<{ id: TaskId }>;
  const made: TaskId[] = [];
  for (let n = 0; n < 90; n += 1) made.push((await make(`Long ${n}`)).id);
  await world.runtime.db.execute(
    sql`UPDATE tasks SET notes = repeat('x', 99000) WHERE id = ANY(${sql.param(made)}::uuid[])`,
  );
  const lengths: number[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const input = { workspaceId, limit: 1000, ...(cursor ? { cursor } : {}) };
    const page = await bootstrapCopy(owner.ctx(), input);
    lengths.push(page.tasks.length);
    cursor = page.nextCursor;
  }
  expect(Math.max(...lengths)).toBeLessThan(50);
  expect(lengths.reduce((sum, n) => sum + n, 0)).toBe(90);
});

test('a page reads no more of 20,000 tasks than it is long', async () => {
  const owner = await world.person('Owner of many');
  const { workspaceId, inboxId: projectId, userId } = owner;
  await seedTasks(world.runtime.db, { workspaceId, projectId, userId, tasks: 20_000 });
  await world.runtime.pool.query('ANALYZE tasks');
  for (const more of [{ workspaceId }, { workspaceId, projectId }]) {
    // The first page brings the short lists besides.
    let { nextCursor: cursor } = await bootstrapCopy(owner.ctx(), { limit: 100, ...more });
    for (let pages = 0; pages < 3; pages += 1) {
      const input = { limit: 100, ...more, cursor: cursor ?? '' };
      const plan = await explainedInGeneral(owner.ctx(), async (ctx) => {
        ({ nextCursor: cursor } = await bootstrapCopy(ctx, input));
      });
      // 100 rows of the range, each task, and what little there is of comments, read for each.
      expect(plan.rowsRead, JSON.stringify(plan)).toBeLessThan(100 * 30);
      expect(plan.seqScans.filter((table) => table === 'tasks')).toEqual([]);
    }
  }
});
