import { TRPCError } from '@trpc/server';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Action } from '../domain/policy.ts';
import { createTeam, createTeamProject } from '../testing/team.ts';
import { createWorld } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { callProcedure } from '../trpc/call-procedure.ts';
import { keepCopy } from './testing/keep-copy.ts';
import type { Copy, Flaw } from './testing/keep-copy.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

type Things = { projects: string[]; sections: string[]; tasks: string[]; comments: string[] };

/** What is done: which of these, to which things, by numbers that are taken modulo how many there are. */
const step = fc.record({ what: fc.nat(), a: fc.nat(), b: fc.nat() });
type Step = { what: number; a: number; b: number };

const pick = (all: readonly string[], n: number): string => all[n % all.length] ?? '';

/** The call of a step, and what it makes. */
function callOf(
  { what, a, b }: Step,
  { projects, sections, tasks, comments }: Things,
  guestId: string,
): [Action, object, (keyof Things)?] {
  const [taskId, other] = [pick(tasks, a), pick(tasks, b)];
  const ends = { fromTaskId: taskId, toTaskId: other };
  const [projectId, sectionId] = [pick(projects, b), pick(sections, b)];
  const [commentId, ofProject] = [pick(comments, a), { projectId: pick(projects, a) }];
  const calls: [Action, object, (keyof Things)?][] = [
    ['task.create', { projectId, title: 'New' }, 'tasks'],
    ['task.create', { parentId: taskId, title: 'Below' }, 'tasks'],
    ['task.move', { taskId, projectId }],
    ['task.move', { taskId, projectId }],
    ['task.move', { taskId, parentId: other }],
    ['task.move', { taskId, parentId: null }],
    ['task.move', { taskId, sectionId }],
    ['task.delete', { taskId }],
    ['task.restore', { taskId }],
    ['task.restore', { taskId }],
    ['task.complete', { taskId }],
    ['task.update', { taskId, set: { notes: `note ${b}` } }],
    ['section.delete', { sectionId }],
    ['section.restore', { sectionId }],
    ['comment.add', { taskId, body: `said ${b}` }, 'comments'],
    ['comment.add', { taskId, body: `said ${b}` }, 'comments'],
    ['comment.update', { commentId, set: { body: `edited ${b}` } }],
    ['comment.delete', { commentId }],
    ['relation.add', { ...ends, kind: 'blocks' }],
    ['relation.add', { ...ends, kind: 'relates' }],
    ['relation.add', { ...ends, kind: 'blocks' }],
    ['relation.remove', { ...ends, kind: 'blocks' }],
    ['project.delete', ofProject],
    ['project.restore', ofProject],
    ['project.setPrivate', { ...ofProject, private: b % 2 === 0 }],
    ['project.share', { ...ofProject, userId: guestId, right: 'read' }],
    ['project.unshare', { ...ofProject, userId: guestId }],
  ];
  return calls[what % calls.length]!;
}

/** A team with two projects, one of them hidden from the member, and something in them. */
async function createStage() {
  const team = await createTeam(world);
  const { workspaceId, owner, guest } = team;
  const as = (person: Person) => (action: Action, input: object) =>
    callProcedure(person.ctx(), action, {
      ...(action === 'sync.pull' ? {} : { workspaceId }),
      ...input,
    });
  const things: Things = { projects: [], sections: [], tasks: [], comments: [] };
  const run = async (action: Action, input: object, made?: keyof Things) => {
    try {
      const { id } = (await as(owner)(action, input)) as { id: string };
      if (made) things[made].push(id);
    } catch (error) {
      // What cannot be done leaves all as it is.
      if (!(error instanceof TRPCError)) throw error;
    }
  };
  for (const hidden of [true, false, false])
    things.projects.push((await createTeamProject(team, owner, { private: hidden })).projectId);
  for (const projectId of things.projects)
    await run('section.create', { projectId, name: 'Soon' }, 'sections');
  for (const projectId of things.projects) {
    await run('task.create', { projectId, title: 'Root' }, 'tasks');
    const taskId = things.tasks.at(-1);
    await run('task.create', { parentId: taskId, title: 'Below' }, 'tasks');
    await run('comment.add', { taskId, body: 'first' }, 'comments');
    await run('comment.add', { taskId: things.tasks.at(-1), body: 'first' }, 'comments');
  }
  const [first] = things.projects;
  await run('project.share', { projectId: first, userId: guest.userId, right: 'read' });
  await world.runtime.pool.query('ANALYZE');
  const keep = (who: Person, flaw?: Flaw) => keepCopy(as(who), workspaceId, flaw);
  const readers = [owner, team.member, guest];
  return { things, run, keep, readers, guestId: guest.userId };
}

/** @returns what copies hold that were kept through some steps, and what new ones do */
async function walk(steps: readonly Step[], flaw?: Flaw) {
  const { things, run, keep, readers, guestId } = await createStage();
  const copies: Copy[] = [];
  for (const who of readers) copies.push(await keep(who, flaw));
  for (const one of steps) {
    await run(...callOf(one, things, guestId));
    // Some look often and some seldom, each to the end, in pages of any length.
    for (const [at, copy] of copies.entries())
      if ((one.a + one.b) % (3 + at * 4) === 0) await copy.catchUp(1 + (one.b % 5));
  }
  const rows: ReturnType<Copy['rows']>[] = [];
  for (const copy of copies) {
    await copy.catchUp();
    rows.push(copy.rows());
  }
  const fresh: typeof rows = [];
  for (const who of readers) fresh.push((await keep(who)).rows());
  return { rows, fresh };
}

const runs = process.env['LONG'] ? 60 : 6;

test('whatever is done, a copy that is kept equals one that is made anew', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async (steps) => {
      const { rows, fresh } = await walk(steps);
      expect(rows).toEqual(fresh);
    }),
    { numRuns: runs, endOnFailure: true },
  );
});

const flaws = ['rows alone', 'deaf to gains'] as const;
test.each(flaws)('one that is %s does not, which the same walks find', async (flaw) => {
  const found = fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 60, maxLength: 60 }), async (steps) => {
      const { rows, fresh } = await walk(steps, flaw);
      expect(rows).toEqual(fresh);
    }),
    { seed: 1, numRuns: 30, endOnFailure: true },
  );
  await expect(found).rejects.toMatchObject({ cause: { name: 'AssertionError' } });
});
