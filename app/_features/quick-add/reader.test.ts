import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { store } from '../../_client/store/page-store.ts';
import { projectRow, userRow, workspaceId } from '../../_client/testing/rows.ts';
import { readHere, taskOf } from './reader.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-26T12:00:00Z') });
  store.put('users', [userRow()]);
  store.put('projects', [projectRow()]);
});
afterEach(() => vi.useRealTimers());

const dueOf = (text: string, listDay?: string) => {
  const task = taskOf(readHere({ workspaceId, day: listDay }, text, []));
  return [task?.dueOn, task?.dueTime].filter(Boolean).join(' ');
};

test('a time alone is meant on the day that the list is about', () => {
  expect(dueOf('Dentist at 9:30', '2026-12-03')).toBe('2026-12-03 09:30');
  expect(dueOf('Dentist at 15:00', '2026-11-26')).toBe('2026-11-26 15:00');
  expect(dueOf('Dentist at 15:00')).toBe('2026-11-26 15:00');
});

test('in a list of today a time that has passed is tomorrow’s', () => {
  expect(dueOf('Dentist at 9:30', '2026-11-26')).toBe('2026-11-27 09:30');
});

test('in the night today is the day that the person’s day belongs to', () => {
  vi.setSystemTime(Date.parse('2026-11-26T22:30:00Z'));
  store.put('users', [{ ...userRow(), timeZone: 'Europe/Moscow', dayStart: '04:30' }]);
  expect(dueOf('Позвонить сегодня')).toBe('2026-11-26');
  expect(dueOf('Call tomorrow')).toBe('2026-11-27');
  expect(dueOf('Call in 2 hours')).toBe('2026-11-27 03:30');
  expect(dueOf('Call at 02:00', '2026-11-26')).toBe('2026-11-27 02:00');
});

test('a line that is too long to be read is a name', () => {
  expect(taskOf(readHere({ workspaceId }, 'я'.repeat(40_000), []))).toBeNull();
});

test('what a line says itself counts: a day, so much later, a repeat', () => {
  expect(dueOf('Dentist tomorrow at 9:30', '2026-12-03')).toBe('2026-11-27 09:30');
  expect(dueOf('Call in 2 hours', '2026-12-03')).toBe('2026-11-26 14:00');
  expect(dueOf('Gym every day at 9:30', '2026-12-03')).toBe('2026-11-27 09:30');
});
