import { expect, test } from 'vitest';
import type { UserId } from '../../../server/domain/ids.ts';
import { mayAssign } from './may-assign.ts';

const ann = { userId: 'ann' as UserId, role: 'member', removedAt: null } as const;
const guest = { ...ann, role: 'guest' } as const;
const left = { ...ann, removedAt: '2026-11-26T10:00:00.000Z' };
const open = { isPrivate: false, isInbox: false };
const hidden = { ...open, isPrivate: true };
const inbox = { ...hidden, isInbox: true };

test('of others it takes members who are there, where all of these see the project', () => {
  expect(mayAssign(ann, open, 'bob')).toBe(true);
  expect(mayAssign(ann, hidden, 'bob')).toBe(false);
  expect(mayAssign(ann, inbox, 'bob')).toBe(false);
  expect(mayAssign(guest, open, 'bob')).toBe(false);
});

test('one sees what one has, as a guest too', () => {
  for (const person of [ann, guest])
    for (const project of [open, hidden, inbox])
      expect(mayAssign(person, project, 'ann')).toBe(true);
});

test('nothing is given to who left, or where the page knows neither person nor project', () => {
  expect(mayAssign(left, open, 'bob')).toBe(false);
  expect(mayAssign(left, open, 'ann')).toBe(false);
  expect(mayAssign(undefined, open, 'ann')).toBe(false);
  expect(mayAssign(ann, undefined, 'ann')).toBe(false);
});
