import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { undoChange } from '../change/undo-change.ts';
import type { GroupId, OpId, ProjectId, TaskId } from '../domain/ids.ts';
import { plantBug } from '../platform/bugs.ts';
import { createProject } from '../project/create-project.ts';
import { recurrenceInput } from '../recurrence/schema.ts';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import type { Person } from '../testing/world.ts';
import { testId } from '../testing/world.ts';
import { callProcedure } from '../trpc/call-procedure.ts';
import { bulkTasks } from '../task/bulk-tasks.ts';
import { cancelTask } from '../task/cancel-task.ts';
import { completeTask } from '../task/complete-task.ts';
import { createTask } from '../task/create-task.ts';
import { deleteTask } from '../task/delete-task.ts';
import { moveTask } from '../task/move-task.ts';
import { reopenTask } from '../task/reopen-task.ts';
import type { TaskListCompletedOutput } from './schema.ts';
import type { TaskCreateInput, TaskOutput } from '../task/schema.ts';

let stage: Stage;
let mate: Person;
let guest: Person;
beforeAll(async () => {
  stage = await createStage();
  mate = await stage.world.person('Mate');
  guest = await stage.world.person('Guest');
  await stage.world.join(stage.workspaceId, mate, 'member');
  await stage.world.join(stage.workspaceId, guest, 'guest');
});
afterAll(() => stage.world.close());
afterEach(() => plantBug(null));

const make = (title: string, more: Partial<TaskCreateInput> = {}) => {
  const { workspaceId, projectId, owner } = stage;
  return createTask(owner.ctx(), { workspaceId, projectId, title, ...more });
};
const makeDaily = (title: string) =>
  make(title, { dueOn: '2030-01-07', recurrence: recurrenceInput.parse({ rrule: 'FREQ=DAILY' }) });
const refOf = ({ workspaceId, id }: TaskOutput) => ({ workspaceId, taskId: id });
const complete = (task: TaskOutput, occurrenceOn?: string, who = stage.owner) =>
  completeTask(who.ctx(), { ...refOf(task), occurrenceOn });
const reopen = (task: TaskOutput, opId?: OpId) =>
  reopenTask(stage.owner.ctx(), { ...refOf(task), opId });
const undo = (opId: OpId) =>
  undoChange(stage.owner.ctx(), {
    workspaceId: stage.workspaceId,
    groupId: opId as string as GroupId,
    dryRun: false,
  });
const list = async (who: Person, more: object = {}) =>
  (await callProcedure(who.ctx(), 'task.listCompleted', {
    workspaceId: stage.workspaceId,
    ...more,
  })) as TaskListCompletedOutput;
/** What is told of these tasks: their titles, with the day of an occurrence. */
const told = async (tasks: readonly TaskOutput[], who = stage.owner, more: object = {}) => {
  const ids = new Set<TaskId>(tasks.map(({ id }) => id));
  const { items } = await list(who, { limit: 200, ...more });
  return items
    .filter(({ task }) => ids.has(task.id))
    .map(({ task, occurrenceOn }) => [task.title, occurrenceOn].filter(Boolean).join(' '));
};

describe('what was completed', () => {
  test('is told newest first, with who and when; what is open, cancelled or deleted is not', async () => {
    const [a, b, open, cancelled, deleted] = await Promise.all(
      ['a', 'b', 'open', 'cancelled', 'deleted'].map((title) => make(title)),
    );
    if (!a || !b || !open || !cancelled || !deleted) throw new Error('five tasks');
    const done = await complete(a);
    await complete(b, undefined, mate);
    await cancelTask(stage.owner.ctx(), refOf(cancelled));
    await complete(deleted);
    await deleteTask(stage.owner.ctx(), refOf(deleted));
    expect(await told([a, b, open, cancelled, deleted])).toEqual(['b', 'a']);
    const { items } = await list(stage.owner);
    expect(items.find(({ task }) => task.id === a.id)).toEqual({
      task: { ...done, version: 2 },
      completedAt: done.completedAt,
      completedBy: stage.owner.userId,
      occurrenceOn: null,
      isLast: true,
    });
    expect(await told([a, b], mate, { by: mate.userId })).toEqual(['b']);
    expect(await told([a, b], mate, { by: stage.owner.userId })).toEqual(['a']);
  });

  test('has each occurrence of a task that repeats, by its day', async () => {
    const daily = await makeDaily('water');
    await complete(daily, '2030-01-07');
    await complete(daily, '2030-01-08');
    expect(await told([daily])).toEqual(['water 2030-01-08', 'water 2030-01-07']);
    const last = async () =>
      (await list(stage.owner)).items
        .filter(({ task, isLast }) => task.id === daily.id && isLast)
        .map(({ occurrenceOn }) => occurrenceOn);
    expect(await last()).toEqual(['2030-01-08']);
    await reopen(daily);
    expect(await told([daily])).toEqual(['water 2030-01-07']);
    expect(await last()).toEqual(['2030-01-07']);
    const ends = await make('twice', {
      dueOn: '2030-01-07',
      recurrence: recurrenceInput.parse({ rrule: 'FREQ=DAILY;COUNT=2' }),
    });
    await complete(ends, '2030-01-07');
    await complete(ends, '2030-01-08');
    expect(await told([ends])).toEqual(['twice 2030-01-08', 'twice 2030-01-07']);
  });

  test('is told once, however often it was taken back and done again', async () => {
    const [task, daily] = [await make('again'), await makeDaily('daily')];
    await complete(task);
    await reopen(task);
    expect(await told([task])).toEqual([]);
    await complete(task);
    expect(await told([task])).toEqual(['again']);
    const [opId, other] = [testId<OpId>(), testId<OpId>()];
    await reopen(task, opId);
    await undo(opId);
    expect(await told([task])).toEqual(['again']);
    await complete(daily, '2030-01-07');
    await reopen(daily, other);
    expect(await told([daily])).toEqual([]);
    await undo(other);
    expect(await told([daily])).toEqual(['daily 2030-01-07']);
  });

  test('has what was closed with its parent, and what was closed in one go', async () => {
    const parent = await make('parent');
    const child = await make('child', { parentId: parent.id });
    await complete(parent);
    expect((await told([parent, child])).toSorted()).toEqual(['child', 'parent']);
    const [x, y] = [await make('x'), await make('y')];
    const taskIds = [x.id, y.id];
    const { workspaceId } = stage;
    await bulkTasks(stage.owner.ctx(), { workspaceId, taskIds, action: 'complete' });
    expect((await told([x, y])).toSorted()).toEqual(['x', 'y']);
  });

  test('comes in pages that join without a gap, also over what does not hold any more', async () => {
    const tasks = [];
    for (let n = 0; n < 7; n += 1) tasks.push(await make(`page ${n}`));
    for (const task of tasks) await complete(task);
    for (const task of tasks.slice(2, 5)) await reopen(task);
    const whole = (await list(stage.owner, { limit: 200 })).items.map(({ task }) => task.id);
    const found: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await list(stage.owner, { limit: 2, ...(cursor !== undefined && { cursor }) });
      found.push(...page.items.map(({ task }) => task.id));
      cursor = page.nextCursor;
    }
    expect(found).toEqual(whole);
    await expect(list(stage.owner, { cursor: 'nonsense' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
  });
});

describe('who is told', () => {
  let secret: ProjectId;
  beforeAll(async () => {
    const { workspaceId, owner } = stage;
    const made = { workspaceId, name: 'Secret', colour: 'grey', private: true } as const;
    secret = (await createProject(owner.ctx(), made)).id;
  });

  const seenByOthers = async () => {
    const hidden = await make('hidden', { projectId: secret });
    await complete(hidden);
    return [...(await told([hidden], mate)), ...(await told([hidden], guest))];
  };

  test('is whoever sees the task, and a planted bug that tells all is found', async () => {
    expect(await seenByOthers()).toEqual([]);
    plantBug('completed-unscoped');
    expect(await seenByOthers()).toEqual(['hidden', 'hidden']);
  });

  test('a guest is told of what they were let into alone', async () => {
    const { workspaceId, projectId } = stage;
    const task = await make('shared');
    await complete(task);
    expect(await told([task], guest)).toEqual([]);
    await stage.world.grant({ workspaceId, projectId }, guest, 'read');
    expect(await told([task], guest)).toEqual(['shared']);
  });

  test('who did it where the caller sees nothing stays untold', async () => {
    const task = await make('moved', { projectId: secret });
    await complete(task);
    const { projectId } = stage;
    await moveTask(stage.owner.ctx(), { ...refOf(task), projectId });
    const by = async (who: Person) =>
      (await list(who, { limit: 200 })).items.find((item) => item.task.id === task.id)?.completedBy;
    expect(await by(mate)).toBeNull();
    expect(await by(stage.owner)).toBe(stage.owner.userId);
    expect(await told([task], mate, { by: stage.owner.userId })).toEqual([]);
  });
});
