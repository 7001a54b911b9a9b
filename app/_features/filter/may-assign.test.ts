import { expect, test } from 'vitest';
import { mayAssign } from './may-assign.ts';

const member = { role: 'member', removedAt: null } as const;
const guest = { ...member, role: 'guest' } as const;
const left = { ...member, removedAt: '2026-11-26T10:00:00.000Z' };
const open = { isPrivate: false, isInbox: false };
const hidden = { ...open, isPrivate: true };
const inbox = { ...hidden, isInbox: true };

test('takes members who are there, where all of these see the project', () => {
  expect(mayAssign(member, open)).toBe(true);
  for (const project of [hidden, inbox, undefined]) expect(mayAssign(member, project)).toBe(false);
});

test('takes nobody who left, no guest, and nobody whom the page does not know', () => {
  for (const person of [left, guest, undefined]) expect(mayAssign(person, open)).toBe(false);
});
