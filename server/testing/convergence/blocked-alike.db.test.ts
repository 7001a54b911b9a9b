import { TRPCError } from '@trpc/server';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { selectFiltered } from '../../../app/_client/store/filtered.ts';
import { selectHot } from '../../../app/_client/store/hot.ts';
import { createStore } from '../../../app/_client/store/store.ts';
import type { Store } from '../../../app/_client/store/store.ts';
import { userRow } from '../../../app/_client/testing/rows.ts';
import { parseFilter } from '../../domain/filter/parse-filter.ts';
import { resolveFilter } from '../../domain/filter/resolve-filter.ts';
import type { FilterContext } from '../../domain/filter/resolve-filter.ts';
import type { Action } from '../../domain/policy.ts';
import { plantBug } from '../../platform/bugs.ts';
import type { SyncBootstrapOutput } from '../../sync/schema.ts';
import { callProcedure } from '../../trpc/call-procedure.ts';
import { createTeam, createTeamProject } from '../team.ts';
import { createWorld } from '../world.ts';
import type { Person, World } from '../world.ts';

// Today and `blocked:` say the same on the server and in a page that has a copy, for whoever looks.
let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
afterEach(() => plantBug(null));

const today = '2026-11-26';
const step = fc.record({ what: fc.nat(), a: fc.nat(), b: fc.nat() });
type Step = { what: number; a: number; b: number };

/** A team with a hidden project and an open one, and tasks that are everybody's: due long ago, below another, not begun. */
async function createScene() {
  const team = await createTeam(world);
  const { workspaceId, owner, member } = team;
  const as = (person: Person) => (action: Action, input: object) =>
    callProcedure(person.ctx(), action, { workspaceId, ...input });
  const projects: string[] = [];
  for (const hidden of [true, false])
    projects.push((await createTeamProject(team, owner, { private: hidden })).projectId);
  const tasks: string[] = [];
  const due = { title: 'T', dueOn: '2001-01-01' };
  for (const projectId of projects) {
    const assigneeIds = projectId === projects[0] ? [owner.userId] : [owner.userId, member.userId];
    const make = async (more: object) => {
      const made = await as(owner)('task.create', { ...due, projectId, assigneeIds, ...more });
      tasks.push((made as { id: string }).id);
    };
    for (const more of [{}, {}, {}, { startOn: '2999-01-01' }]) await make(more);
    await make({ projectId: undefined, parentId: tasks.at(-2) });
  }
  return { workspaceId, as, projects, tasks, people: [owner, member] };
}

const pick = (all: readonly string[], n: number) => all[n % all.length] ?? '';

function callOf({ what, a, b }: Step, projects: string[], tasks: string[]): [Action, object] {
  const [taskId, other] = [pick(tasks, a), pick(tasks, b)];
  const ends = { fromTaskId: taskId, toTaskId: other };
  const calls: [Action, object][] = [
    ['relation.add', { ...ends, kind: 'blocks' }],
    ['relation.add', { ...ends, kind: 'blocks' }],
    ['relation.add', { ...ends, kind: 'blocks' }],
    ['relation.add', { ...ends, kind: 'relates' }],
    ['relation.remove', { ...ends, kind: 'blocks' }],
    ['task.complete', { taskId }],
    ['task.reopen', { taskId }],
    ['task.delete', { taskId }],
    ['task.restore', { taskId }],
    ['task.move', { taskId, projectId: pick(projects, b) }],
    ['project.archive', { projectId: pick(projects, a), archived: b % 3 === 0 }],
  ];
  return calls[what % calls.length]!;
}

type Scene = Awaited<ReturnType<typeof createScene>>;

/** What a page of the person holds. */
async function storeOf({ as }: Scene, person: Person): Promise<Store> {
  const store = createStore();
  store.put('users', [{ ...userRow(), id: person.userId }]);
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = (await as(person)(
      'sync.bootstrap',
      cursor ? { cursor } : {},
    )) as SyncBootstrapOutput;
    for (const table of ['projects', 'sections', 'tasks', 'relations'] as const)
      store.put(table, page[table]);
    cursor = page.nextCursor;
  }
  return store;
}

const idsOf = (items: readonly { id: string }[]) => items.map(({ id }) => id).toSorted();

async function compare(steps: readonly Step[]): Promise<number> {
  const scene = await createScene();
  const { as, people, workspaceId } = scene;
  for (const one of steps) {
    const call = callOf(one, scene.projects, scene.tasks);
    // What cannot be done leaves all as it is.
    await as(people[0]!)(...call).catch((error: unknown) => {
      if (!(error instanceof TRPCError)) throw error;
    });
  }
  let blocked = 0;
  for (const person of people) {
    const store = await storeOf(scene, person);
    const hot = (await as(person)('task.listHot', {})) as { items: { id: string }[] };
    expect(Object.values(selectHot(store, today)).flat().toSorted()).toEqual(idsOf(hot.items));
    for (const text of ['blocked:yes', 'blocked:no & status:open']) {
      const asked = { filter: text, limit: 200 };
      const found = (await as(person)('task.filter', asked)) as {
        items: { task: { id: string } }[];
      };
      const ids = idsOf(found.items.map(({ task }) => task));
      expect(filtered(store, text, { workspaceId, me: person.userId })).toEqual(ids);
      if (text === 'blocked:yes') blocked += ids.length;
    }
  }
  return blocked;
}

function filtered(
  store: Store,
  text: string,
  { workspaceId, me }: Pick<FilterContext, 'me'> & { workspaceId: string },
) {
  const read = parseFilter(text);
  if ('problems' in read) throw new Error(text);
  const names = { labels: [], projects: [], people: [] };
  const context = {
    today,
    timeZone: 'UTC',
    dayStart: '00:00',
    weekStart: 'monday',
    names,
  } as const;
  const filter = resolveFilter(read.filter, { ...context, me });
  if ('problems' in filter) throw new Error(text);
  return selectFiltered({ workspaceId, filter, sort: 'due' })(store).toSorted();
}

const runs = process.env['LONG'] ? 40 : 5;
const steps = fc.array(step, { minLength: 25, maxLength: 40 });

test('whatever is done, server and page hold the same tasks blocked and hot; the control: blocker-tells-all', async () => {
  let blocked = 0;
  const property = () =>
    fc.asyncProperty(steps, async (some) => void (blocked += await compare(some)));
  await fc.assert(property(), { numRuns: runs, endOnFailure: true });
  // Few of them block anything by chance: these do.
  await fc.assert(property(), { seed: 1, numRuns: 2, endOnFailure: true });
  expect(blocked).toBeGreaterThan(0);
  plantBug('blocker-tells-all');
  const found = fc.assert(property(), { seed: 1, numRuns: 20, endOnFailure: true });
  await expect(found).rejects.toMatchObject({ cause: { name: 'AssertionError' } });
});
