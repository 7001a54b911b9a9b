import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProjectId, SectionId, TaskId } from '../domain/ids.ts';
import type { Action } from '../domain/policy.ts';
import { explainedInGeneral } from '../testing/explain.ts';
import { seedTasks } from '../testing/seed.ts';
import { createTeam, createTeamProject } from '../testing/team.ts';
import type { Team } from '../testing/team.ts';
import { createWorld } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { callProcedure } from '../trpc/call-procedure.ts';
import { bootstrapCopy } from './bootstrap-copy.ts';
import type { SyncBootstrapOutput } from './schema.ts';

let world: World;
let team: Team;
let [open, closed] = ['', ''] as [ProjectId, ProjectId];
beforeAll(async () => {
  world = await createWorld();
  team = await createTeam(world);
  open = (await createTeamProject(team, team.owner)).projectId;
  closed = (await createTeamProject(team, team.owner, { private: true })).projectId;
});
afterAll(() => world.close());

const run = <T>(action: Action, input: object, who: Person = team.owner) =>
  callProcedure(who.ctx(), action, { workspaceId: team.workspaceId, ...input }) as Promise<T>;
const addSection = async (projectId: ProjectId) =>
  (await run<{ id: SectionId }>('section.create', { projectId, name: 'Late' })).id;

/** A task with two comments. */
async function add(place: object): Promise<TaskId> {
  const { id: taskId } = await run<{ id: TaskId }>('task.create', { title: 'Part', ...place });
  for (const body of ['one', 'two']) await run('comment.add', { taskId, body });
  return taskId;
}

/** A whole copy of a part, in pages that are so long. */
async function copyOf(who: Person, part: object, limit = 500) {
  const pages: SyncBootstrapOutput[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const input = { ...part, limit, ...(cursor ? { cursor } : {}) };
    const page = await run<SyncBootstrapOutput>('sync.bootstrap', input, who);
    pages.push(page);
    cursor = page.nextCursor;
  }
  return {
    projects: pages.flatMap((page) => page.projects.map(({ id }) => id)),
    tasks: sorted(pages.flatMap((page) => page.tasks)),
    comments: sorted(pages.flatMap((page) => page.comments)),
  };
}
const sorted = <T extends { id: string }>(rows: readonly T[]) =>
  rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));

test('of a section, or of a task, a copy holds that with all that hangs below, in pages of any length', async () => {
  const sectionId = await addSection(open);
  const root = await add({ projectId: open, sectionId });
  const below = await add({ parentId: root });
  const deepest = await add({ parentId: below });
  const [beside, gone] = [await add({ projectId: open, sectionId }), await add({ parentId: root })];
  await add({ projectId: open });
  await run('task.complete', { taskId: beside });
  await run('task.delete', { taskId: gone });
  const whole = await copyOf(team.member, {});
  const parts: [object, TaskId[]][] = [
    [{ sectionId }, [root, below, deepest, beside]],
    [{ taskId: below }, [below, deepest]],
  ];
  for (const [part, ids] of parts)
    for (const limit of [1, 3, 500]) {
      const copy = await copyOf(team.member, part, limit);
      expect(copy.projects).toEqual([open]);
      expect(copy.tasks).toEqual(whole.tasks.filter(({ id }) => ids.includes(id)));
      const said = whole.comments.filter(({ taskId }) => ids.includes(taskId));
      expect(said).toHaveLength(ids.length * 2);
      expect(copy.comments).toEqual(said);
    }
});

test('of a part that is hidden, or deleted, or of two parts there is none', async () => {
  const hidden = await addSection(closed);
  const [inHidden, deleted, task] = [
    await add({ projectId: closed, sectionId: hidden }),
    await add({ projectId: open }),
    await add({ projectId: open }),
  ];
  await run('task.delete', { taskId: deleted });
  for (const part of [{ sectionId: hidden }, { taskId: inHidden }, { taskId: deleted }])
    await expect(copyOf(team.member, part)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const two = { projectId: open, taskId: task };
  await expect(copyOf(team.member, two)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  expect((await copyOf(team.owner, { sectionId: hidden })).tasks).toHaveLength(1);
});

test('a page of a part reads no more of 20,000 tasks than what is in it', async () => {
  const owner = await world.person('Owner of many');
  const { workspaceId, inboxId: projectId, userId } = owner;
  const made = (title: string, place: object) =>
    run<{ id: TaskId }>('task.create', { workspaceId, title, ...place }, owner);
  const { id: taskId } = await made('Root', { projectId });
  for (let n = 0; n < 20; n += 1) await made(`Below ${n}`, { parentId: taskId });
  await seedTasks(world.runtime.db, { workspaceId, projectId, userId, tasks: 20_000 });
  await world.runtime.pool.query('ANALYZE tasks');
  const input = { workspaceId, taskId, limit: 10 };
  // The first page brings the short lists besides.
  const { nextCursor } = await bootstrapCopy(owner.ctx(), input);
  const plan = await explainedInGeneral(owner.ctx(), async (ctx) => {
    const { tasks } = await bootstrapCopy(ctx, { ...input, cursor: nextCursor ?? '' });
    expect(tasks).toHaveLength(10);
  });
  expect(plan.rowsRead, JSON.stringify(plan)).toBeLessThan(1500);
  expect(plan.seqScans.filter((table) => table === 'tasks')).toEqual([]);
});
