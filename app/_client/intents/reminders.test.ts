import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ReminderOutput } from '../../../server/reminder/schema.ts';
import { keepLoaded } from '../loads/loads.ts';
import { readReminders, remindersLoad, rereadReminders } from '../loads/read-reminders.ts';
import { onNotice } from '../notices.ts';
import type { Notice } from '../notices.ts';
import { outbox } from '../sending/sync.ts';
import { store } from '../store/page-store.ts';
import { selectReminders } from '../store/reminders.ts';
import { reminderRow, taskId, workspaceId } from '../testing/rows.ts';
import { Refusal, stubServer } from '../testing/stub-server.ts';
import { addReminder, removeReminder } from './reminders.ts';
import { snoozeReminder } from './snooze-reminder.ts';
import { undoLast } from './undo.ts';

type When = ReminderOutput['when'];
const hourBefore: When = { kind: 'relative', minutesBefore: 60, time: '09:00' };
const tenBefore: When = { kind: 'relative', minutesBefore: 10, time: '09:00' };
const later = '2090-01-01T00:00:00.000Z';

const task = { id: taskId(1), workspaceId };
let rows: ReminderOutput[];
/** What was taken away, which undo brings back. */
let gone: ReminderOutput[];
let fails: Map<string, string>;
const notices: Notice[] = [];
onNotice((notice) => void notices.push(notice));

function answering<I, T>(procedure: string, work: (input: I) => T) {
  return (input: I): T => {
    const code = fails.get(procedure);
    fails.delete(procedure);
    if (code !== undefined) throw new Refusal(code);
    return work(input);
  };
}

beforeEach(() => {
  [rows, gone, fails] = [[], [], new Map()];
  notices.length = 0;
  store.tables.reminders.prune(() => true, new Set(), Number.POSITIVE_INFINITY);
  stubServer({
    'reminder.list': answering('reminder.list', () => ({ items: rows, nextCursor: null })),
    'reminder.create': answering('reminder.create', ({ id, when }: ReminderOutput) => {
      const made = reminderRow(rows.length + 1, { id, when });
      rows = [...rows, made];
      return made;
    }),
    'reminder.delete': answering('reminder.delete', ({ reminderId }: { reminderId: string }) => {
      gone = rows.filter(({ id }) => id === reminderId);
      rows = rows.filter(({ id }) => id !== reminderId);
      return { id: reminderId, deleted: true };
    }),
    'reminder.snooze': answering('reminder.snooze', ({ until }: { until: string }) => {
      rows = rows.map((one) => ({ ...one, snoozedUntil: until, version: one.version + 1 }));
      return rows[0];
    }),
    'change.undo': answering('change.undo', () => {
      const [back] = gone;
      if (back) rows = [...rows, { ...back, version: back.version + 1 }];
      else rows = rows.slice(0, -1);
      const entityId = back?.id ?? null;
      return { applied: entityId ? [{ entity: 'reminder', entityId }] : [], skipped: [] };
    }),
  });
});
afterEach(async () => {
  await outbox.drop();
  vi.unstubAllGlobals();
});

const shown = () => selectReminders(task.id)(store);
const read = () => readReminders(workspaceId, task.id);
const sent = () => vi.waitFor(() => expect(outbox.pending()).toEqual([]));

test('one shows at once and is the server’s with its answer; two presses are one', async () => {
  addReminder(task, hourBefore);
  addReminder(task, hourBefore);
  expect(shown()).toMatchObject([{ when: hourBefore, version: 0 }]);
  await sent();
  addReminder(task, hourBefore);
  expect(outbox.pending()).toEqual([]);
  expect(rows).toHaveLength(1);
  expect(shown()).toEqual(rows);
});

test('an answer that was asked for before a write does not put away what the write did', async () => {
  rows = [reminderRow(1)];
  const reading = read();
  addReminder(task, tenBefore);
  await Promise.all([reading, sent()]);
  expect(shown()).toEqual(rows);
  await read();
  expect(shown()).toEqual(rows);
});

test('Ctrl-Z takes the last one away again', async () => {
  addReminder(task, hourBefore);
  undoLast();
  expect(shown()).toEqual([]);
  await sent();
  expect(rows).toEqual([]);
  expect(shown()).toEqual([]);
});

test('one that is taken away is offered back, and comes as the server has it', async () => {
  rows = [reminderRow(1), reminderRow(2, { snoozedUntil: later })];
  await read();
  const [, second] = shown();
  removeReminder(second!);
  expect(shown()).toHaveLength(1);
  await sent();
  expect(rows).toHaveLength(1);
  const offer = notices.find((one) => one.kind === 'done');
  expect(offer).toMatchObject({ what: 'reminderRemoved' });
  if (offer?.kind === 'done') offer.undo();
  expect(shown()).toEqual([reminderRow(1), second]);
  await sent();
  expect(shown()).toEqual(rows);
  expect(shown()[1]).toMatchObject({ snoozedUntil: later, version: 2 });
});

test('one that is refused goes, and the person is told', async () => {
  fails.set('reminder.create', 'BAD_REQUEST');
  addReminder(task, hourBefore);
  await sent();
  expect(shown()).toEqual([]);
  const refused = { kind: 'refused', procedure: 'reminder.create', code: 'BAD_REQUEST' };
  expect(notices).toMatchObject([refused]);
});

test('a removal that is refused leaves it where it stood', async () => {
  rows = [1, 2, 3].map((n) => reminderRow(n));
  await read();
  fails.set('reminder.delete', 'FORBIDDEN');
  removeReminder(rows[1]!);
  expect(shown()).toHaveLength(2);
  await sent();
  expect(shown()).toEqual(rows);
});

test('what failed is read again, and so is what was done elsewhere', async () => {
  fails.set('reminder.list', 'UNREACHABLE');
  const stop = keepLoaded(remindersLoad(task.id), read);
  rows = [reminderRow(1)];
  await vi.waitFor(() => expect(shown()).toEqual(rows), 5000);
  rows = [reminderRow(1, { snoozedUntil: later })];
  rereadReminders();
  await vi.waitFor(() => expect(shown()).toEqual(rows));
  rows = [];
  rereadReminders(task.id);
  await vi.waitFor(() => expect(shown()).toEqual([]));
  stop();
});

test('those of a workspace come page by page, and leave those of another', async () => {
  const other = reminderRow(9, { workspaceId: 'other' as typeof workspaceId, taskId: taskId(2) });
  store.put('reminders', [other, reminderRow(5)]);
  const pages = [[reminderRow(1)], [reminderRow(2)]];
  stubServer({
    'reminder.list': ({ cursor = '0' }: { cursor?: string }) => ({
      items: pages[Number(cursor)],
      nextCursor: cursor === '0' ? '1' : null,
    }),
  });
  await readReminders(workspaceId);
  expect([...store.tables.reminders.rows.keys()].toSorted()).toEqual(
    [other, ...pages.flat()].map(({ id }) => id).toSorted(),
  );
});

test('one that is put off here shows it at once', async () => {
  rows = [reminderRow(1)];
  await read();
  const input = { workspaceId, reminderId: rows[0]!.id, until: later };
  expect(await snoozeReminder(task.id, input)).toBe(later);
  expect(shown()).toMatchObject([{ snoozedUntil: later, version: 2 }]);
  fails.set('reminder.snooze', 'NOT_FOUND');
  expect(await snoozeReminder(task.id, input)).toBeNull();
});
