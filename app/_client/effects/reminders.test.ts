import { expect, test } from 'vitest';
import type { OpId } from '../../../server/domain/ids.ts';
import type { ReminderOutput } from '../../../server/reminder/schema.ts';
import { selectReminders } from '../store/reminders.ts';
import { createStore } from '../store/store.ts';
import { createWorld } from '../testing/world.ts';
import type { Answers, Sent } from '../testing/world.ts';
import { opId, reminderRow, taskId, taskRow, workspaceId } from '../testing/rows.ts';
import type { Landing } from './effect.ts';
import { reminderEffects } from './reminders.ts';

type When = ReminderOutput['when'];
const hourBefore: When = { kind: 'relative', minutesBefore: 60, time: '09:00' };
const later: When = { kind: 'instant', at: '2090-01-01T00:00:00.000Z' };
const at = { workspaceId };
const [one, two] = [reminderRow(1), reminderRow(2)] as const;

/** A server in memory that keeps one person's reminders; one `opId` has one effect. */
function createReminderServer() {
  const rows = new Map<string, ReminderOutput>();
  const answers = new Map<string, unknown>();
  const verbs: Record<string, (input: Record<string, unknown>) => unknown> = {
    'reminder.create': ({ id, when }) => {
      const row = reminderRow(1, { id: id as ReminderOutput['id'], when: when as When });
      rows.set(row.id, row);
      return row;
    },
    'reminder.update': ({ reminderId, set }) => {
      const row = rows.get(String(reminderId));
      if (!row) return null;
      const { when } = set as { when: When };
      const next = { ...row, when, version: row.version + 1 };
      rows.set(row.id, next);
      return next;
    },
    'reminder.delete': ({ reminderId }) =>
      rows.delete(String(reminderId)) ? { id: reminderId, deleted: true } : null,
  };
  const push = (ops: Sent[]): Answers =>
    ops.map(({ opId: id, procedure, input }) => {
      if (!answers.has(id)) answers.set(id, verbs[procedure]?.(input) ?? null);
      const output = answers.get(id);
      if (output !== null) return { opId: id as OpId, status: 'ok', seq: 1, output };
      return { opId: id as OpId, status: 'refused', code: 'NOT_FOUND', message: 'no' };
    });
  return { rows, host: { push, visible: () => ({ tasks: [], comments: [] }) } };
}

function openWorld() {
  const server = createReminderServer();
  const world = createWorld({}, { host: server.host });
  world.start();
  const shown = () => selectReminders(taskId(1))(world.store).map(({ when }) => when);
  return { ...server, world, shown };
}

test('a reminder shows at once, is kept over a reload, and is made once where the answer is lost', async () => {
  const { world, rows, shown } = openWorld();
  const { id } = one;
  world.outbox.run('reminder.create', { ...at, id, taskId: taskId(1), when: hourBefore });
  expect(shown()).toEqual([hourBefore]);
  await world.decide(0, 'lost');
  await world.reload(false);
  expect(shown()).toEqual([hourBefore]);
  await world.wake();
  await world.decide(0, 'answer lost');
  expect(rows.size).toBe(1);
  await world.reload(true);
  await world.heal();
  expect(rows.size).toBe(1);
  expect(world.store.get('reminders', id)).toMatchObject({ version: 1 });
});

test('made, said anew and taken away while nothing is sent: the server comes to the same', async () => {
  const { world, rows, shown } = openWorld();
  for (const { id } of [one, two])
    world.outbox.run('reminder.create', { ...at, id, taskId: taskId(1), when: hourBefore });
  world.outbox.run('reminder.update', { ...at, reminderId: one.id, set: { when: later } });
  world.outbox.run('reminder.delete', { ...at, reminderId: two.id });
  expect(shown()).toEqual([later]);
  await world.heal();
  expect([...rows.values()].map(({ when }) => when)).toEqual([later]);
  expect(world.store.get('reminders', one.id)).toEqual(rows.get(one.id));
  expect(shown()).toEqual([later]);
});

test('one that is refused goes, with what was done to it, and the others stay', async () => {
  const { world, shown } = openWorld();
  world.store.put('tasks', [taskRow({ id: taskId(1), title: 'Water' })]);
  for (const { id } of [one, two])
    world.outbox.run('reminder.create', { ...at, id, taskId: taskId(1), when: hourBefore });
  world.outbox.run('reminder.update', { ...at, reminderId: one.id, set: { when: later } });
  await world.decide(0, 'refused');
  await world.heal();
  expect(world.refused.map(({ procedure }) => procedure)).toEqual([
    'reminder.create',
    'reminder.update',
  ]);
  expect(world.refused[0]).toMatchObject({ about: 'Water' });
  expect(shown()).toEqual([hourBefore]);
});

test('a removal is taken back before it is sent', async () => {
  const { world, shown } = openWorld();
  world.store.put('reminders', [one]);
  const gone = world.outbox.run('reminder.delete', { ...at, reminderId: one.id });
  expect(shown()).toEqual([]);
  world.outbox.run('change.undo', { ...at, groupId: gone.opId });
  expect(shown()).toEqual([one.when]);
});

test('one that was taken away comes back by what is asked for later, of any version, and not by what was asked for before', () => {
  const store = createStore();
  store.put('reminders', [reminderRow(1, { version: 4 })]);
  const before = store.mark();
  const landing: Landing = { store, now: '', touched: [], refresh: () => Promise.resolve() };
  const input = { ...at, reminderId: one.id, opId: opId(1) };
  void reminderEffects['reminder.delete'].land(landing, { id: one.id, deleted: true }, input);
  store.put('reminders', [reminderRow(1, { version: 4 })], before);
  expect(store.get('reminders', one.id)).toBeUndefined();
  store.put('reminders', [reminderRow(1, { version: 5 })], store.mark());
  expect(store.get('reminders', one.id)).toMatchObject({ version: 5 });
});

test('a time that is left out is what the contract takes it for', () => {
  const store = createStore();
  const scene = { store, now: '' };
  const when = { kind: 'relative', minutesBefore: 5 } as const;
  const input = { ...at, id: one.id, taskId: taskId(1), when };
  for (const patch of reminderEffects['reminder.create'].plan(scene, input)) store.addPatch(patch);
  expect(store.get('reminders', one.id)).toMatchObject({ when: { ...when, time: '09:00' } });
});
