import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import type * as z from 'zod';
import { undoChange } from '../change/undo-change.ts';
import { dayIn } from '../domain/due.ts';
import { anchors, missedPolicies } from '../domain/enums.ts';
import type { GroupId, OpId } from '../domain/ids.ts';
import { advanceTask } from '../domain/recurrence/task-series.ts';
import type { Recurrence } from '../domain/recurrence/task-series.ts';
import { plantBug } from '../platform/bugs.ts';
import { recurrenceInput } from '../recurrence/schema.ts';
import { createStage } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { testId } from '../testing/world.ts';
import { completeTask } from './complete-task.ts';
import { createTask } from './create-task.ts';
import { getTask } from './get-task.ts';
import { reopenTask } from './reopen-task.ts';
import type { TaskOutput } from './schema.ts';
import { updateTask } from './update-task.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.world.close());

/** What a play looks at: where the task stands, and its one subtask. */
type State = {
  status: TaskOutput['status'];
  /** The moment at which the series ended. */
  endedAt: number | null;
  dueOn: string | null;
  startOn: string | null;
  occurrenceOn: string;
  occurrencesDone: number;
  /** The subtask: null while it is open, else the moment at which it was closed. */
  closedAt: number | null;
};
const turnFields = [
  'status',
  'endedAt',
  'dueOn',
  'startOn',
  'occurrenceOn',
  'occurrencesDone',
] as const;

/** An operation as the model remembers it: what it wrote, and what was reset by it. */
type Op = {
  opId: OpId;
  kind: 'complete' | 'reopen' | 'edit';
  before: State;
  after: State;
  hasReset: boolean;
};

type Step = { kind: (typeof kinds)[number]; at: number; days: number };
const kinds = ['complete', 'together', 'stale', 'strange', 'reopen', 'undo', 'due', 'sub'] as const;

/** The task as it should be: it goes on by the pure core, and remembers what was done to take it back. */
type Model = {
  recurrence: Recurrence;
  timeZone: string;
  state: State;
  /** The days that are completed, each by the operation that did it, the last one last. */
  done: Map<string, Op>;
  ops: Op[];
};

const same = (a: State, b: State, fields: readonly (keyof State)[]) =>
  fields.every((field) => a[field] === b[field]);
const changed = (op: Op, fields: readonly (keyof State)[]) =>
  fields.filter((field) => op.before[field] !== op.after[field]);

function completed(
  { state, done, ...model }: Model,
  now: string,
): { after: State; hasReset: boolean } {
  const { occurrenceOn, occurrencesDone, startOn, dueOn, closedAt } = state;
  const recurrence = { ...model.recurrence, occurrenceOn, occurrencesDone };
  const completedOn = dayIn(now, model.timeZone);
  const next = advanceTask(
    { recurrence, startOn, dueOn },
    { completedOn, taken: [...done.keys()] },
  );
  const resets = next !== null && recurrence.resetSubtasks;
  return {
    after: {
      ...state,
      ...(next ?? { status: 'done', endedAt: Date.parse(now) }),
      occurrencesDone: occurrencesDone + 1,
      closedAt: resets ? null : (closedAt ?? Date.parse(now)),
    },
    hasReset: resets && closedAt !== null,
  };
}

function play(model: Model, op: Op): void {
  const { before, after, kind } = op;
  model.ops.push(op);
  if (kind === 'complete') model.done.set(before.occurrenceOn, op);
  if (kind === 'reopen') model.done.delete(after.occurrenceOn);
  model.state = after;
}

/** Undo sets an occurrence back whole or not at all, the subtask and a due by themselves. */
function undone(model: Model, op: Op): Op | null {
  const { state } = model;
  const turn = op.kind === 'edit' ? [] : changed(op, turnFields);
  const others = changed(op, op.kind === 'edit' ? ['dueOn', 'closedAt'] : ['closedAt']);
  const goes = same(state, op.after, turn) ? turn : [];
  const fields = [...goes, ...others.filter((field) => same(state, op.after, [field]))];
  if (fields.length === 0) return null;
  const back = Object.fromEntries(fields.map((field) => [field, op.before[field]]));
  const kind =
    goes.length === 0 ? 'edit' : op.kind === 'complete' ? 'reopen' : ('complete' as const);
  const hasReset = kind === 'complete' && others.length > 0 && fields.includes('closedAt');
  return { opId: op.opId, kind, before: state, after: { ...state, ...back }, hasReset };
}

/** What reopening does: the last completion's days come back, and the subtask that it opened is closed as it was. */
function reopened({ state, done }: Model): State | null {
  const last = [...done.values()].at(-1);
  if (!last) return state.status === 'open' ? null : { ...state, status: 'open' };
  const isClosed = last.hasReset && state.closedAt === null;
  const fields = [...changed(last, turnFields), ...(isClosed ? (['closedAt'] as const) : [])];
  return { ...state, ...Object.fromEntries(fields.map((field) => [field, last.before[field]])) };
}

const rules = [
  'FREQ=DAILY',
  'FREQ=DAILY;INTERVAL=3',
  'FREQ=WEEKLY;BYDAY=MO,TH',
  'FREQ=MONTHLY;BYMONTHDAY=-1',
  'FREQ=DAILY;COUNT=3',
];
const series = fc.record({
  rrule: fc.constantFrom(...rules),
  anchor: fc.constantFrom(...anchors),
  missedPolicy: fc.constantFrom(...missedPolicies),
  resetSubtasks: fc.boolean(),
  timeZone: fc.constantFrom('Pacific/Pago_Pago', 'Europe/Moscow', 'Pacific/Kiritimati'),
});
/** From late to early: where the series begins, in days from today. */
const begin = fc.record({
  offset: fc.integer({ min: -40, max: 40 }),
  startBefore: fc.option(fc.nat(3), { nil: null }),
  timed: fc.boolean(),
});
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...kinds, 'complete', 'reopen', 'undo'),
  at: fc.nat(20),
  days: fc.integer({ min: -5, max: 5 }),
});

const moved = (day: string, days: number) =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** The task and its subtask as the server has them. */
type Played = { task: TaskOutput; sub: TaskOutput };

async function seen({ task, sub }: Played): Promise<State & { days: string[] }> {
  const { workspaceId } = stage;
  const ctx = stage.owner.ctx();
  const now = await getTask(ctx, { workspaceId, taskId: task.id });
  const below = await getTask(ctx, { workspaceId, taskId: sub.id });
  const found = await stage.world.runtime.db.execute<{ day: string }>(
    sql`SELECT occurrence_on::text AS day FROM completions WHERE task_id = ${task.id} ORDER BY 1`,
  );
  const { status, dueOn, startOn, recurrence } = now;
  if (!recurrence) throw new Error('the task repeats no more');
  expect(now.dueAt === null).toBe(now.dueTime === null);
  const { occurrenceOn, occurrencesDone } = recurrence;
  const closedAt = below.completedAt === null ? null : Date.parse(below.completedAt);
  const days = found.rows.map(({ day }) => day);
  const endedAt = now.completedAt === null ? null : Date.parse(now.completedAt);
  return { status, endedAt, dueOn, startOn, occurrenceOn, occurrencesDone, closedAt, days };
}

const acts: {
  [Kind in Step['kind']]: (model: Model, played: Played, step: Step) => Promise<void>;
} = {
  async complete(model, { task }) {
    const { state } = model;
    if (state.status !== 'open') return;
    const opId = testId<OpId>();
    const { occurrenceOn } = state;
    const answer = await completeTask(stage.owner.ctx(), { ...refOf(task), occurrenceOn, opId });
    expect(answer).not.toHaveProperty('alreadyCompleted');
    play(model, { opId, kind: 'complete', before: state, ...completed(model, answer.updatedAt) });
  },
  async together(model, { task }) {
    const { state } = model;
    if (state.status !== 'open') return;
    const { occurrenceOn } = state;
    const opIds = [testId<OpId>(), testId<OpId>()];
    const answers = await Promise.all(
      opIds.map((opId) => completeTask(stage.owner.ctx(), { ...refOf(task), occurrenceOn, opId })),
    );
    const at = answers.findIndex(({ alreadyCompleted }) => !alreadyCompleted);
    const [opId, answer] = [opIds[at], answers[at]];
    if (!opId || !answer) throw new Error('neither device completed it');
    expect(answers[1 - at]).toEqual({ ...answer, alreadyCompleted: true });
    play(model, { opId, kind: 'complete', before: state, ...completed(model, answer.updatedAt) });
  },
  async stale(model, { task }, { at }) {
    const days = [...model.done.keys()];
    const occurrenceOn = days[at % Math.max(1, days.length)];
    if (occurrenceOn === undefined) return;
    const input = { ...refOf(task), occurrenceOn, expectedVersion: 999 };
    const answer = await completeTask(stage.owner.ctx(), input);
    expect(answer.alreadyCompleted).toBe(true);
  },
  async strange(_, { task }) {
    const input = { ...refOf(task), occurrenceOn: '2001-01-01' };
    const answer = completeTask(stage.owner.ctx(), input);
    await expect(answer).rejects.toMatchObject({ code: 'CONFLICT' });
  },
  async reopen(model, { task }) {
    const { state } = model;
    const after = reopened(model);
    const opId = testId<OpId>();
    await reopenTask(stage.owner.ctx(), { ...refOf(task), opId });
    if (after) play(model, { opId, kind: 'reopen', before: state, after, hasReset: false });
  },
  async undo(model, _, { at }) {
    const op = model.ops.at(-1 - (at % Math.max(1, Math.min(4, model.ops.length))));
    if (!op) return;
    const opId = testId<OpId>();
    const { workspaceId } = stage;
    const groupId = op.opId as string as GroupId;
    await undoChange(stage.owner.ctx(), { workspaceId, groupId, opId, dryRun: false });
    const undo = undone(model, op);
    if (undo) play(model, { ...undo, opId });
  },
  async due(model, { task }, { days }) {
    const { state } = model;
    const dueOn = moved(state.dueOn ?? '', days);
    if (dueOn === state.dueOn) return;
    const opId = testId<OpId>();
    await updateTask(stage.owner.ctx(), {
      ...refOf(task),
      set: { dueOn },
      add: {},
      remove: {},
      opId,
    });
    const after = { ...state, dueOn };
    play(model, { opId, kind: 'edit', before: state, after, hasReset: false });
  },
  async sub(model, { sub }) {
    const { state } = model;
    const opId = testId<OpId>();
    const input = { ...refOf(sub), opId };
    const verb = state.closedAt === null ? completeTask : reopenTask;
    const { completedAt } = await verb(stage.owner.ctx(), input);
    const closedAt = completedAt === null ? null : Date.parse(completedAt);
    play(model, {
      opId,
      kind: 'edit',
      before: state,
      after: { ...state, closedAt },
      hasReset: false,
    });
  },
};

const refOf = ({ id, workspaceId }: TaskOutput) => ({ workspaceId, taskId: id });

async function begun(
  rule: z.input<typeof recurrenceInput> & { timeZone: string },
  { offset, startBefore, timed }: { offset: number; startBefore: number | null; timed: boolean },
): Promise<{ model: Model; played: Played }> {
  const { workspaceId, projectId } = stage;
  const ctx = stage.owner.ctx();
  const dueOn = moved(dayIn(ctx.now, rule.timeZone), offset);
  const task = await createTask(ctx, {
    workspaceId,
    projectId,
    title: 'Water',
    dueOn,
    dueTime: timed ? '02:30' : null,
    startOn: startBefore === null ? null : moved(dueOn, -startBefore),
    recurrence: recurrenceInput.parse(rule),
  });
  const sub = await createTask(ctx, { workspaceId, parentId: task.id, title: 'Fill the can' });
  const { recurrence } = task;
  if (!recurrence) throw new Error('the task does not repeat');
  const played = { task, sub };
  const { days: _, ...state } = await seen(played);
  const { timeZone } = rule;
  return { model: { recurrence, timeZone, state, done: new Map(), ops: [] }, played };
}

/** Plays random lives, each step held against the model. @returns how many steps of each kind changed something */
async function playAll(numRuns: number): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(
      series,
      begin,
      fc.array(step, { minLength: 6, maxLength: 16, size: 'max' }),
      async (rule, at, steps) => {
        const { model, played } = await begun(rule, at);
        for (const one of steps) {
          const ops = model.ops.length;
          await acts[one.kind](model, played, one);
          counts.set(one.kind, (counts.get(one.kind) ?? 0) + model.ops.length - ops);
          const days = [...model.done.keys()].toSorted();
          expect(await seen(played)).toEqual({ ...model.state, days });
        }
      },
    ),
    { numRuns, endOnFailure: true },
  );
  return counts;
}

it('whatever is completed, reopened and undone, the task stands where the pure core has it', async () => {
  const counts = await playAll(process.env['LONG'] ? 1000 : 60);
  for (const kind of ['complete', 'together', 'reopen', 'undo'])
    expect(counts.get(kind), kind).toBeGreaterThan(20);
}, 900_000);

it.each(['completed-twice', 'advanced-from-due'] as const)(
  'the same plays find a server that has %s',
  async (bug) => {
    plantBug(bug);
    onTestFinished(() => plantBug(null));
    await expect(playAll(60)).rejects.toThrow(/Property failed/);
  },
  300_000,
);
