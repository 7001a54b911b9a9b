import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sentFile } from '../attachment/testing/sent-file.ts';
import type { ProjectId, SectionId, TaskId } from '../domain/ids.ts';
import type { Action } from '../domain/policy.ts';
import { createTeam, createTeamProject } from '../testing/team.ts';
import type { Team } from '../testing/team.ts';
import { createWorld } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { callProcedure } from '../trpc/call-procedure.ts';
import { keepCopy } from './testing/keep-copy.ts';
import type { Copy, Flaw } from './testing/keep-copy.ts';

let world: World;
let team: Team;
let source: ProjectId;
let target: ProjectId;
/** By what they see: both projects, or one. */
let readers: { both: Person; source: Person; target: Person };
beforeAll(async () => {
  world = await createWorld();
  team = await createTeam(world);
  source = (await createTeamProject(team, team.owner, { private: true })).projectId;
  target = (await createTeamProject(team, team.owner)).projectId;
  await world.grant({ workspaceId: team.workspaceId, projectId: source }, team.guest, 'read');
  readers = { both: team.owner, source: team.guest, target: team.member };
});
afterAll(() => world.close());

const as = (person: Person) => (action: Action, input: object) =>
  callProcedure(person.ctx(), action, {
    ...(action === 'sync.pull' ? {} : { workspaceId: team.workspaceId }),
    ...input,
  });
const run = <T = { id: TaskId }>(action: Action, input: object) =>
  as(team.owner)(action, input) as Promise<T>;
const keep = (person: Person, flaw?: Flaw) => keepCopy(as(person), team.workspaceId, flaw);
const fresh = async (person: Person) => (await keep(person)).rows();

/** A task with two below it, one under the other; each with two comments, and with a file. */
async function plant(at: { projectId: ProjectId; sectionId?: SectionId }) {
  const ids: TaskId[] = [];
  for (const title of ['root', 'below', 'deepest']) {
    const parentId = ids.at(-1);
    const { id } = await run('task.create', { title, ...(parentId ? { parentId } : at) });
    ids.push(id);
    for (const body of ['first', 'second']) await run('comment.add', { taskId: id, body });
    const uploadId = await sentFile(team.owner.ctx());
    await run('attachment.add', { taskId: id, uploadId });
  }
  // What is new to Postgres it reads in ways that take long.
  await world.runtime.pool.query('ANALYZE');
  return ids as [TaskId, TaskId, TaskId];
}

const firstComment = async (taskId: TaskId) =>
  (await run<{ items: { id: string }[] }>('comment.list', { taskId })).items[0]!.id;
const move = (taskId: TaskId, projectId: ProjectId) => run('task.move', { taskId, projectId });

const keepAll = async (): Promise<[Person, Copy][]> =>
  Promise.all(Object.values(readers).map(async (who) => [who, await keep(who)] as [Person, Copy]));

/** Holds that each copy is, after what happened since, what it would be if it were made now. */
async function expectFresh(copies: readonly [Person, Copy][], limit?: number): Promise<void> {
  for (const [who, copy] of copies) {
    await copy.catchUp(limit);
    expect(copy.rows()).toEqual(await fresh(who));
  }
}

describe('a copy that is kept equals one that is made anew', () => {
  test.each([1, 200])(
    'after tasks with comments went to another project and back, %i at a time',
    async (limit) => {
      const [root] = await plant({ projectId: source });
      const copies = await keepAll();
      await move(root, target);
      await expectFresh(copies, limit);
      const [, , [, ofTarget]] = copies as [unknown, unknown, [Person, Copy]];
      const { tasks, comments } = ofTarget.rows();
      expect(tasks.filter(({ attachmentCount }) => attachmentCount === 1).length).toBeGreaterThan(
        2,
      );
      expect(comments.filter(({ taskId }) => taskId === root)).toHaveLength(2);
      await move(root, source);
      await expectFresh(copies, limit);
    },
  );

  test('after comments changed where one does not see them, and the task came back before they looked', async () => {
    const [root, below] = await plant({ projectId: target });
    const copies = await keepAll();
    const deaf = await keep(readers.target, 'deaf to gains');
    await move(root, source);
    await run('comment.update', { commentId: await firstComment(root), set: { body: 'edited' } });
    await run('comment.delete', { commentId: await firstComment(below) });
    await move(root, target);
    await expectFresh(copies);
    await deaf.catchUp();
    expect(deaf.rows()).not.toEqual(await fresh(readers.target));
  });

  test('after a relation went while the task was where one does not see it', async () => {
    const [fromTaskId, toTaskId] = [
      (await run('task.create', { title: 'Stays', projectId: target })).id,
      (await run('task.create', { title: 'Goes', projectId: target })).id,
    ];
    const ends = { fromTaskId, toTaskId, kind: 'blocks' };
    await run('relation.add', ends);
    const copies = await keepAll();
    const deaf = await keep(readers.target, 'deaf to gains');
    await move(toTaskId, source);
    await run('relation.remove', ends);
    await move(toTaskId, target);
    await expectFresh(copies);
    await deaf.catchUp();
    expect(deaf.rows()).not.toEqual(await fresh(readers.target));
  });

  test('after a move of which one came to see the source later', async () => {
    const { projectId } = await createTeamProject(team, team.owner, { private: true });
    const [root] = await plant({ projectId });
    const copies = await keepAll();
    const rowsAlone = await keep(readers.target, 'rows alone');
    await move(root, target);
    await run('project.setPrivate', { projectId, private: false });
    await expectFresh(copies);
    await rowsAlone.catchUp();
    expect(rowsAlone.rows()).not.toEqual(await fresh(readers.target));
  });

  test('after a task, or its section, was deleted and came back', async () => {
    const { id: sectionId } = await run<{ id: SectionId }>('section.create', {
      projectId: target,
      name: 'Soon',
    });
    const [root] = await plant({ projectId: target, sectionId });
    const copies = await keepAll();
    for (const [gone, back, input] of [
      ['task.delete', 'task.restore', { taskId: root }],
      ['section.delete', 'section.restore', { sectionId }],
      ['project.delete', 'project.restore', { projectId: target }],
    ] as const) {
      await run(gone, input);
      await expectFresh(copies);
      await run(back, input);
      await expectFresh(copies);
    }
  });

  test('after a task came back and what hung from it had gone elsewhere before they looked', async () => {
    const [root, below] = await plant({ projectId: target });
    const copies = await keepAll();
    await run('task.delete', { taskId: root });
    await expectFresh(copies);
    await run('task.restore', { taskId: root });
    await run('task.move', { taskId: below, parentId: null });
    await expectFresh(copies);
  });
});

describe('what comes back', () => {
  const asked = async (gone: Action, back: Action, input: object) => {
    const copy = await keep(readers.target);
    await run(gone, input);
    await copy.catchUp();
    copy.asked.length = 0;
    await run(back, input);
    await copy.catchUp();
    return copy.asked;
  };

  test('is read alone, and nothing of the project besides', async () => {
    const { id: sectionId } = await run<{ id: SectionId }>('section.create', {
      projectId: target,
      name: 'Later',
    });
    const [root, , deepest] = await plant({ projectId: target, sectionId });
    const ofTask = await asked('task.delete', 'task.restore', { taskId: root });
    expect(new Set(ofTask)).toEqual(new Set(['taskId']));
    expect(await asked('section.delete', 'section.restore', { sectionId })).toEqual(['sectionId']);
    expect(await asked('task.delete', 'task.restore', { taskId: deepest })).toEqual(['taskId']);
  });
});
