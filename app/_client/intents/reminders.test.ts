import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ReminderOutput } from '../../../server/reminder/schema.ts';
import { nowIso } from '../clock.ts';
import { keepLoaded } from '../loads/loads.ts';
import { readReminders, remindersLoad, rereadReminders } from '../loads/read-reminders.ts';
import { onNotice } from '../notices.ts';
import type { Notice } from '../notices.ts';
import { reminders } from '../store/reminders.ts';
import { taskId, workspaceId } from '../testing/rows.ts';
import { Refusal, stubServer } from '../testing/stub-server.ts';
import { addReminder, removeReminder, snoozeReminder } from './reminders.ts';

type When = ReminderOutput['when'];
type Created = { id: ReminderOutput['id']; when: When; opId: string };

const hourBefore: When = { kind: 'relative', minutesBefore: 60, time: '09:00' };
const later = '2090-01-01T00:00:00.000Z';
const long = '2020-01-01T00:00:00.000Z';

let n = 0;
let task: { id: ReturnType<typeof taskId>; workspaceId: typeof workspaceId };
/** What the server has, and why it refuses next what is asked of each procedure; `lost` where it does it, and its answer is. */
let there: ReminderOutput[];
let created: Created[];
let fails: Map<string, string>;
let asked: string[];

const reminderRow = (fields: Partial<ReminderOutput>): ReminderOutput => ({
  id: `reminder ${(n += 1)}` as ReminderOutput['id'],
  workspaceId,
  taskId: task.id,
  when: hourBefore,
  remindAt: later,
  snoozedUntil: null,
  nextAt: later,
  sentAt: null,
  version: 1,
  createdAt: nowIso(),
  ...fields,
});

/** What the server does, and then whether its answer comes. */
function answering<I, T>(procedure: string, work: (input: I) => T) {
  return (input: I): T => {
    const how = fails.get(procedure);
    fails.delete(procedure);
    if (how !== undefined && how !== 'lost') throw new Refusal(how);
    const answer = work(input);
    if (how === 'lost') throw new Refusal('UNREACHABLE');
    return answer;
  };
}

beforeEach(() => {
  task = { id: taskId((n += 1)), workspaceId };
  there = [];
  created = [];
  fails = new Map();
  const answers = new Map<string, ReminderOutput>();
  asked = stubServer({
    'reminder.list': answering('reminder.list', () => ({ items: there, nextCursor: null })),
    'reminder.create': answering('reminder.create', ({ id, when, opId }: Created) => {
      created.push({ id, when, opId });
      const made = answers.get(opId) ?? reminderRow({ id, when });
      if (!answers.has(opId)) there = [...there, made];
      answers.set(opId, made);
      return made;
    }),
    'reminder.delete': answering('reminder.delete', ({ reminderId }: { reminderId: string }) => {
      there = there.filter(({ id }) => id !== reminderId);
      return { id: reminderId, deleted: true };
    }),
    'reminder.snooze': answering(
      'reminder.snooze',
      ({ reminderId, until }: { reminderId: string; until: string }) => {
        there = there.map((one) =>
          one.id === reminderId
            ? { ...one, snoozedUntil: until, nextAt: until, version: one.version + 1 }
            : one,
        );
        return there.find(({ id }) => id === reminderId);
      },
    ),
  });
});
afterEach(() => vi.unstubAllGlobals());

const shown = () => reminders.get().get(task.id) ?? [];
const read = () => readReminders(task.id, workspaceId);
/** The panel shows the reminders of the task. */
const open = () => keepLoaded(remindersLoad(task.id), read);

/** Holds the answers of a procedure until they are let go; they are those of when they were asked for. */
function held(procedure: string): () => void {
  const answer = globalThis.fetch;
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
    const response = answer(path, init);
    if (path.includes(procedure)) await gate;
    return response;
  });
  return letGo;
}

test('an answer that was asked for before a write does not put away what the write did', async () => {
  const stop = open();
  await vi.waitFor(() => expect(shown()).toEqual(there));
  const letGo = held('reminder.list');
  const before = asked.length;
  const reading = read();
  await vi.waitFor(() => expect(asked).toHaveLength(before + 1));
  await addReminder(task, hourBefore);
  letGo();
  await reading;
  expect(shown().map(({ when }) => when)).toEqual([hourBefore]);
  await vi.waitFor(() => expect(asked.at(-1)).toBe('reminder.list'));
  stop();
});

test('one that comes while a write is on its way does not either, and is asked for again after it', async () => {
  const stop = open();
  await vi.waitFor(() => expect(shown()).toEqual([]));
  const letGo = held('reminder.create');
  const elsewhere = reminderRow({});
  const adding = addReminder(task, hourBefore);
  await vi.waitFor(() => expect(created).toHaveLength(1));
  there = [elsewhere, ...there];
  await read();
  expect(shown()).toHaveLength(1);
  letGo();
  await adding;
  await vi.waitFor(() => expect(shown()).toHaveLength(2));
  stop();
});

test('a try whose answer was lost is the same reminder when it is tried again', async () => {
  fails.set('reminder.create', 'lost');
  expect(await addReminder(task, hourBefore)).toBe('UNREACHABLE');
  expect(shown()).toEqual([]);
  expect(await addReminder(task, hourBefore)).toBeNull();
  expect(created[1]).toEqual(created[0]);
  expect(there).toHaveLength(1);
  expect(shown()).toEqual(there);
});

test('what was refused, is there or was taken away is another when it is wanted again', async () => {
  fails.set('reminder.create', 'CONFLICT');
  expect(await addReminder(task, hourBefore)).toBe('CONFLICT');
  await addReminder(task, hourBefore);
  await addReminder(task, hourBefore);
  expect(new Set(created.map(({ id }) => id)).size).toBe(2);
  // The answer is lost, a reading shows that it is there, and it goes elsewhere.
  fails.set('reminder.create', 'lost');
  await addReminder(task, hourBefore);
  await read();
  there = [];
  await read();
  expect(await addReminder(task, hourBefore)).toBeNull();
  expect(there).toHaveLength(1);
});

test('two presses are one reminder', async () => {
  await Promise.all([addReminder(task, hourBefore), addReminder(task, hourBefore)]);
  expect(shown()).toHaveLength(1);
  expect(created).toHaveLength(1);
});

/** Takes one away, and takes that back. @returns what the person is told of it */
async function takenBack(one: ReminderOutput): Promise<string | null> {
  there = [one];
  await read();
  const notices: Notice[] = [];
  const stop = onNotice((notice) => notices.push(notice));
  const told: (string | null)[] = [];
  expect(await removeReminder(one, (code) => told.push(code))).toBeNull();
  expect(shown()).toEqual([]);
  const [notice] = notices;
  if (notice?.kind !== 'done') throw new Error('nothing offers it back');
  notice.undo();
  await vi.waitFor(() => expect(told).toHaveLength(1));
  stop();
  return told[0] ?? null;
}

test('one that was put off comes back put off', async () => {
  const snoozed = { snoozedUntil: later, nextAt: later, version: 2 };
  expect(await takenBack(reminderRow({ ...snoozed, remindAt: long }))).toBeNull();
  expect(there).toMatchObject([{ when: hourBefore, snoozedUntil: later, nextAt: later }]);
  expect(shown()).toEqual(there);
});

test('one whose time has passed comes back at what it was put off to', async () => {
  const when: When = { kind: 'local', day: '2020-01-01', time: '00:00', timeZone: null };
  const snoozed = { when, remindAt: long, snoozedUntil: later, nextAt: later };
  expect(await takenBack(reminderRow(snoozed))).toBeNull();
  expect(there).toMatchObject([{ when: { kind: 'instant', at: later } }]);
});

test.each(['reminder.create', 'reminder.snooze'])(
  'one that does not come back says why: %s',
  async (procedure) => {
    fails.set(procedure, 'BAD_REQUEST');
    const snoozed = { snoozedUntil: later, nextAt: later, remindAt: long };
    expect(await takenBack(reminderRow(snoozed))).toBe('BAD_REQUEST');
  },
);

test('one that is not taken away stands where it stood', async () => {
  there = [1, 2, 3].map((at) => reminderRow({ createdAt: `2026-01-0${at}T00:00:00.000Z` }));
  await read();
  const was = shown();
  fails.set('reminder.delete', 'UNREACHABLE');
  const [, second] = was;
  if (second) expect(await removeReminder(second, () => {})).toBe('UNREACHABLE');
  expect(shown()).toEqual(was);
});

test('what failed is read again, and so is what was done elsewhere', async () => {
  fails.set('reminder.list', 'UNREACHABLE');
  const stop = open();
  there = [reminderRow({})];
  await vi.waitFor(() => expect(shown()).toEqual(there), 5000);
  there = [reminderRow({ snoozedUntil: later })];
  rereadReminders();
  await vi.waitFor(() => expect(shown()).toEqual(there));
  fails.set('reminder.create', 'lost');
  await addReminder(task, hourBefore);
  await vi.waitFor(() => expect(shown()).toHaveLength(2));
  stop();
});

test('one that is put off here shows it at once', async () => {
  there = [reminderRow({})];
  await read();
  const [one] = there;
  const input = { workspaceId, reminderId: one!.id, until: later };
  expect(await snoozeReminder(task.id, input)).toBe(later);
  expect(shown()).toMatchObject([{ snoozedUntil: later, version: 2 }]);
});
