import type { DescMethodUnary } from '@bufbuild/protobuf';
import type { ServiceError } from '@grpc/grpc-js';
import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { serve } from '../http/testing/served.ts';
import type { Served } from '../http/testing/served.ts';
import { createLabel } from '../label/create-label.ts';
import { plantBug } from '../platform/bugs.ts';
import { recurrenceInput } from '../recurrence/schema.ts';
import { createReminder } from '../reminder/create-reminder.ts';
import { createTask } from '../task/create-task.ts';
import type { TaskOutput } from '../task/schema.ts';
import { createToken } from '../token/create-token.ts';
import { revokeToken } from '../token/revoke-token.ts';
import { createWorld, testId } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { openGrpc } from './open-grpc.ts';
import type { Grpc } from './open-grpc.ts';
import { operations } from './operations.ts';
import { createGrpcClient, refusalOf } from './testing/client.ts';
import { answerOf, requestOf } from './testing/contract.ts';

// What is served on both surfaces gives the same answer, or is refused alike.
let world: World;
let served: Served;
let grpc: Grpc;
let person: Person;
let other: Person;
let known: Record<'label' | 'foreign' | 'foreignTask' | 'other' | 'revoked', string>;
let secrets: Record<'write' | 'read' | 'task.get', string>;

async function open(cached: boolean): Promise<void> {
  world = await createWorld({ cached });
  served = await serve(world.runtime);
  grpc = await openGrpc(world.runtime, { port: 0, host: '127.0.0.1', tls: null });
  person = await world.person();
  other = await world.person();
  const { workspaceId } = person;
  const secretOf = async (scope: keyof typeof secrets) =>
    (await createToken(person.ctx(), { name: scope, scopes: [scope] })).secret;
  secrets = {
    write: await secretOf('write'),
    read: await secretOf('read'),
    'task.get': await secretOf('task.get'),
  };
  const old = await createToken(person.ctx(), { name: 'old', scopes: ['read'] });
  await revokeToken(person.ctx(), { tokenId: old.token.id });
  const foreign = await createTask(other.ctx(), {
    workspaceId: other.workspaceId,
    title: 'Theirs',
  });
  const another = await createTask(person.ctx(), { workspaceId, title: 'Other' });
  const label = await createLabel(person.ctx(), { workspaceId, name: 'home', colour: 'grey' });
  known = {
    label: label.id,
    foreign: other.workspaceId,
    foreignTask: foreign.id,
    other: another.id,
    revoked: old.secret,
  };
  for (const title of ['Water', 'Молоко', 'Bread and milk'])
    await createTask(person.ctx(), { workspaceId, title, dueOn: '2026-01-02', priority: 3 });
  [twinOfAll] = await twins();
}

async function close(): Promise<void> {
  await served.close();
  await grpc.drain();
  await world.close();
}

const writes =
  /create|add|remove|update|complete|skip|pause|resume|quickAdd|snooze|delete|markRead/;

type Input = { [field: string]: unknown };
type Outcome = { answer: unknown } | { code: string; message: string; issues: unknown[] };

/** The contract's own surface. */
async function overHttp(action: string, input: Input, secret: string): Promise<Outcome> {
  const isWrite = writes.test(action);
  const isPost = isWrite || action === 'token.introspect';
  const query = isPost ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  const answer = await fetch(`${served.origin}/api/trpc/${action}${query}`, {
    method: isPost ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    ...(isPost && { body: JSON.stringify(input) }),
  });
  const body = (await answer.json()) as {
    result?: { data: unknown };
    error?: { message: string; data: { code: string; issues?: { path: []; message: string }[] } };
  };
  if (!body.error) return { answer: body.result?.data };
  const { message, data } = body.error;
  const issues = data.issues ?? [];
  return {
    code: data.code,
    message,
    issues: issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
  };
}

async function overGrpc(name: string, input: Input, secret: string): Promise<Outcome> {
  const { method, holds, beside = [] } = operations[name]!;
  const client = createGrpcClient(grpc.address, secret);
  try {
    const request = requestOf(method.input, input);
    const answer = answerOf(method.output, await client.call(method as DescMethodUnary, request));
    if (holds === null) return { answer };
    const told = Object.entries(answer).filter(
      ([field, value]) => beside.includes(field) && value !== null,
    );
    return { answer: { ...(answer[holds] as Input), ...Object.fromEntries(told) } };
  } catch (error) {
    const { reason, message, issues } = refusalOf(error as ServiceError);
    return { code: reason, message, issues };
  } finally {
    client.close();
  }
}

const { constantFrom: one, string, integer, array, record, option } = fc;
/** A field is mostly left out: one wrong one of many would refuse every input. */
const maybe = <T>(of: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: of });
const orNull = <T>(of: fc.Arbitrary<T>) => maybe(option(of, { nil: null, freq: 2 }));
const mostly = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: odd });
const orMissing = (of: fc.Arbitrary<string>) => option(of, { nil: undefined, freq: 3 });

/** Stands for an id that is only known once the case runs; `task` is each surface's own twin. */
type Word =
  | 'own'
  | 'foreign'
  | 'foreignTask'
  | 'label'
  | 'self'
  | 'task'
  | 'other'
  | 'reminder'
  | 'new'
  | 'unknown'
  | 'bad';
const word = (...words: Word[]) => one(...words.map((name) => `:${name}`));

const workspaceId = mostly(word('own'), orMissing(word('foreign', 'unknown', 'bad')));
const taskId = mostly(word('task'), orMissing(word('foreignTask', 'unknown', 'bad')));
const day = mostly(one('2026-12-01', '2028-02-29'), one('2026-02-30', 'soon', '1800-01-01'));
const scalars = {
  notes: orNull(string({ maxLength: 20, unit: 'grapheme' })),
  priority: orNull(integer({ min: -1, max: 4 })),
  startOn: orNull(day),
  dueOn: orNull(day),
  dueTime: orNull(mostly(one('09:30'), one('25:00', ''))),
  dueAt: orNull(mostly(one('2026-12-01T09:30:00Z'), one('2026-12-01'))),
  timeZone: orNull(mostly(one('Europe/Moscow'), one('Mars/Base'))),
  estimateMinutes: orNull(mostly(one(30), one(0, -1, 9_999_999))),
};
const recurrence = record({
  rrule: mostly(one('FREQ=DAILY', 'rrule:byday=MO;freq=WEEKLY'), one('FREQ=HOURLY', 'daily', '')),
  rdates: maybe(array(day, { maxLength: 2 })),
  exdates: maybe(array(day, { maxLength: 2 })),
  anchor: maybe(one('schedule', 'completion', 'luck')),
  missedPolicy: maybe(one('keep-one', 'pile-up', 'skip', 'luck')),
  resetSubtasks: maybe(one(true, false)),
  timeZone: maybe(mostly(one('Asia/Tokyo'), one('Mars/Base'))),
});
const title = mostly(one('Water', ' tidy ', 'Чай'), one('', ' ', 'x'.repeat(2001)));
const labelIds = maybe(array(word('label', 'unknown', 'bad'), { maxLength: 2 }));
const assigneeIds = maybe(array(word('self', 'unknown'), { maxLength: 2 }));
const edit = {
  workspaceId,
  taskId,
  expectedVersion: maybe(mostly(one(1), one(0, 2, 9))),
  opId: maybe(mostly(word('new'), word('bad'))),
};
const sets = maybe(record({ labelIds, assigneeIds }));
const page = { limit: maybe(one(1, 2, 50, 0, 999)), cursor: maybe(mostly(one('x'), one(''))) };

const when = record({
  kind: mostly(one('instant', 'local', 'relative'), maybe(one('luck'))),
  at: maybe(one('2090-01-01T09:30:00Z', '2020-01-01T09:30:00Z', 'soon')),
  day: maybe(one('2090-01-01', '2020-01-01')),
  time: maybe(one('09:30', '25:00')),
  timeZone: maybe(one('Asia/Tokyo', 'Mars/Base')),
  minutesBefore: maybe(one(0, 30, -1)),
});
const usualWhen = mostly(
  one<Input>(
    { kind: 'relative', minutesBefore: 30 },
    { kind: 'instant', at: '2090-01-01T09:30:00Z' },
    { kind: 'local', day: '2090-01-01', time: '09:30' },
  ),
  when,
);
const { taskId: _, ...reminderEdit } = {
  ...edit,
  reminderId: mostly(word('reminder'), orMissing(word('task', 'unknown', 'bad'))),
};

const relationEnds = {
  workspaceId,
  fromTaskId: mostly(word('task'), word('foreignTask', 'unknown')),
  toTaskId: mostly(word('other'), word('task', 'foreignTask', 'unknown', 'bad')),
  kind: mostly(one('blocks', 'duplicates'), maybe(one('luck'))),
};

const inputs: Record<string, fc.Arbitrary<Input>> = {
  createTask: record({
    workspaceId,
    id: maybe(mostly(word('new'), word('task', 'bad'))),
    projectId: maybe(one(':inbox', ':unknown')),
    sectionId: orNull(word('unknown')),
    parentId: orNull(word('task', 'unknown')),
    title: mostly(title, option(title, { nil: null, freq: 1 })),
    ...scalars,
    labelIds: orNull(array(word('label', 'unknown'), { maxLength: 2 })),
    assigneeIds,
    before: maybe(word('task', 'unknown')),
    recurrence: maybe(recurrence),
    opId: edit.opId,
  }),
  getTask: record({ workspaceId, taskId }),
  listTasks: record({
    workspaceId,
    projectId: maybe(one(':inbox', ':unknown')),
    status: maybe(one('open', 'done', 'cancelled', 'lost')),
    labelIds,
    assigneeId: maybe(word('self')),
    parentId: maybe(word('task')),
    dueBefore: maybe(day),
    dueAfter: maybe(day),
    sort: maybe(one('order', 'due', 'created', 'updated', 'luck')),
    ...page,
  }),
  listHotTasks: record({ workspaceId }),
  updateTask: record({
    ...edit,
    set: maybe(record({ title: orNull(title), ...scalars, recurrence: orNull(recurrence) })),
    add: sets,
    remove: sets,
    notesBase: maybe(mostly(one(1), one(0, 9))),
    notesBaseText: maybe(one('', 'milk')),
  }),
  completeTask: record({ ...edit, occurrenceOn: mostly(one('2026-12-24'), maybe(day)) }),
  skipTask: record({ ...edit, occurrenceOn: mostly(one('2026-12-24'), maybe(day)) }),
  pauseTask: record(edit),
  resumeTask: record(edit),
  quickAddTask: record({
    workspaceId,
    text: mostly(
      one('Call tomorrow @home !2 30m', 'полить каждый понедельник в 9:00'),
      one('', 'a\nb'),
    ),
    now: maybe(mostly(one('2026-12-01T09:30:00Z'), one('soon'))),
    timeZone: mostly(one('Europe/Moscow', 'Asia/Tokyo'), one('Mars/Base')),
    locale: mostly(one('en', 'ru'), one('x')),
    dateOrder: maybe(one('mdy', 'dmy', 'luck')),
    dayStart: maybe(one('04:30', '4:30')),
    weekStart: maybe(one('monday', 'sunday', 'luck')),
    literal: maybe(array(record({ start: one(0, 5, -1), end: one(4, 13) }), { maxLength: 2 })),
    projectId: maybe(one(':inbox', ':unknown')),
    opId: edit.opId,
  }),
  searchTasks: record({
    workspaceId,
    text: maybe(mostly(one('milk', 'молоко'), one('', 'x'.repeat(201)))),
    ...page,
  }),
  filterTasks: record({
    workspaceId,
    filter: maybe(
      mostly(one('status:open', '!overdue & "milk"', '@home', ''), one('@hame', '(', 'today &')),
    ),
    sort: maybe(one('due', 'created', 'updated', 'priority', 'luck')),
    ...page,
  }),
  listCompletedTasks: record({
    workspaceId,
    by: maybe(one(':self', ':unknown')),
    ...page,
  }),
  introspectToken: record({
    secret: maybe(one(':write', ':revoked', 'crn_none', '', 'x'.repeat(201))),
  }),
  addRelation: record({
    ...relationEnds,
    id: maybe(mostly(word('new'), word('bad'))),
    opId: edit.opId,
  }),
  removeRelation: record({ ...relationEnds, opId: edit.opId }),
  listRelations: record({ workspaceId, taskId }),
  createReminder: record({
    workspaceId,
    taskId,
    id: maybe(mostly(word('new'), word('bad'))),
    when: usualWhen,
    opId: edit.opId,
  }),
  listReminders: record({ workspaceId, taskId: maybe(taskId), ...page }),
  updateReminder: record({ ...reminderEdit, set: record({ when: usualWhen }) }),
  snoozeReminder: record({
    ...reminderEdit,
    until: maybe(one('2090-01-01T09:30:00Z', '2020-01-01T09:30:00Z')),
    minutes: maybe(one(5, 0)),
  }),
  deleteReminder: record(reminderEdit),
  listNotifications: record({ unread: maybe(one(true, false)), ...page }),
  markNotificationsRead: record({
    ids: maybe(array(word('unknown', 'bad'), { minLength: 1, maxLength: 2 })),
    all: mostly(one(true), maybe(one(true))),
    opId: edit.opId,
  }),
};

/** Two tasks that differ in their ids alone, one for each surface. */
async function twins(): Promise<[TaskOutput, TaskOutput]> {
  const fields = { title: 'Twin', dueOn: '2026-12-24', dueTime: '08:00', notes: 'as it was' };
  const make = () =>
    createTask(person.ctx(), {
      workspaceId: person.workspaceId,
      ...fields,
      estimateMinutes: 5,
      recurrence: recurrenceInput.parse({ rrule: 'FREQ=WEEKLY', missedPolicy: 'pile-up' }),
      labelIds: [known.label as never],
    });
  return [await reminded(await make()), await reminded(await make())];
}

/** A reminder of each twin. */
const reminderOf = new Map<string, string>();

async function reminded(twin: TaskOutput): Promise<TaskOutput> {
  const { id: task, workspaceId: at } = twin;
  const kind = { kind: 'relative', minutesBefore: 5, time: '09:00' } as const;
  const made = await createReminder(person.ctx(), { workspaceId: at, taskId: task, when: kind });
  reminderOf.set(task, made.id);
  return twin;
}

const unknownId = testId<never>();

/** The input with each word in its place. */
function filled(input: Input, twin: TaskOutput): Input {
  const words: Record<string, string> = {
    ':own': person.workspaceId,
    ':inbox': person.inboxId,
    ':self': person.userId,
    ':task': twin.id,
    ':reminder': reminderOf.get(twin.id) ?? '',
    ':new': testId<never>(),
    ':unknown': unknownId,
    ':bad': 'no-id',
    ':write': secrets.write,
    ...Object.fromEntries(Object.entries(known).map(([name, id]) => [`:${name}`, id])),
  };
  const text = JSON.stringify(input, (_, value: unknown) =>
    typeof value === 'string' && Object.hasOwn(words, value) ? words[value] : value,
  );
  return JSON.parse(text) as Input;
}

const ofItsOwn = [
  'id',
  'snoozedUntil',
  'nextAt',
  'number',
  'key',
  'order',
  'createdAt',
  'updatedAt',
  'completedAt',
  'pausedAt',
];

/** Without what a reminder's kind has not: on gRPC all kinds are one message. */
const given = (when: unknown) =>
  Object.fromEntries(Object.entries(when as Input).filter(([, value]) => value !== null));

/** What is left of an outcome once twins are told apart by nothing. */
function alike(outcome: Outcome, twin: TaskOutput, own: readonly string[]): unknown {
  const text = JSON.stringify(outcome, (name, value: unknown) => {
    // What of a line was understood is told on tRPC alone: on gRPC the task says it.
    if (name === 'parsed') return undefined;
    if (own.includes(name)) return typeof value;
    return name === 'when' ? given(value) : value;
  });
  return JSON.parse(text.replaceAll(twin.id, ':task'));
}

function parity(name: string, runs: number) {
  const { action } = operations[name]!;
  const isWrite = writes.test(action);
  const scope = one<keyof typeof secrets>('write', 'write', 'write', 'read', 'task.get');
  const outcomes = { answered: 0, refused: 0 };
  const property = fc.asyncProperty(inputs[name]!, scope, async (input, by) => {
    const isTwin = isWrite || name === 'getTask';
    const own = isTwin ? [...ofItsOwn, ...(action.startsWith('relation.') ? ['version'] : [])] : [];
    const [first, second] = isTwin ? await twins() : [twinOfAll, twinOfAll];
    // What is read once more may lie ready by then, from whichever surface.
    for (let time = 0; time < (isWrite ? 1 : 2); time += 1) {
      const left = await overHttp(action, filled(input, first), secrets[by]);
      const right = await overGrpc(name, filled(input, second), secrets[by]);
      outcomes['answer' in left ? 'answered' : 'refused'] += 1;
      expect(alike(right, second, own)).toEqual(alike(left, first, own));
    }
  });
  return fc.assert(property, { numRuns: runs }).then(() => outcomes);
}

let twinOfAll: TaskOutput;

const runs = process.env['LONG'] ? 1000 : 60;
const kept = ['getTask', 'listTasks', 'listHotTasks'];

const hitsOf = (name: string) =>
  Object.fromEntries(world.runtime.cache.counters.entries())[operations[name]!.action]?.hit ?? 0;

describe.each([
  ['all is asked of Postgres', false],
  ['what is asked for often lies ready', true],
])('where %s', (_, cached) => {
  beforeAll(() => open(cached));
  afterAll(close);
  // Each case leaves its twins behind, and in tests nobody else counts the rows for the plans.
  beforeEach(() => world.runtime.pool.query('ANALYZE tasks, reminders, task_labels'));

  test.each(Object.keys(inputs))('%s is on gRPC what it is on tRPC', async (name) => {
    const { answered, refused } = await parity(name, runs);
    expect(answered).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
    if (cached && kept.includes(name)) expect(hitsOf(name)).toBeGreaterThan(0);
    else expect(hitsOf(name)).toBe(0);
  });

  test('a null that is lost on its way is found', async () => {
    plantBug('grpc-null-lost');
    onTestFinished(() => plantBug(null));
    await expect(parity('updateTask', 1000)).rejects.toThrow(/Property failed/);
  });

  test('an operation has one effect, on whichever surface it is sent', async () => {
    const input = { workspaceId: person.workspaceId, title: 'Once', opId: testId<never>() };
    const first = await overHttp('task.create', input, secrets.write);
    expect(await overGrpc('createTask', input, secrets.write)).toEqual(first);
  });
});

test('every operation is compared', () => {
  expect(Object.keys(inputs).toSorted()).toEqual(Object.keys(operations).toSorted());
});
