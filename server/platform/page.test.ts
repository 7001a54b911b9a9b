import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import * as z from 'zod';
import type { SessionId, UserId } from '../domain/ids.ts';
import { plantBug } from './bugs.ts';
import type { Principal } from './context.ts';
import { cursorsOf } from './page.ts';
import type { Runtime } from './runtime.ts';

const shape = z.tuple([z.string(), z.uuid()]);
const cursors = cursorsOf('task.list');
const values: [string, string] = ['2026-11-26', randomUUID()];
const named = expect.objectContaining({ path: ['cursor'] });
const refusal = { code: 'BAD_REQUEST', issues: [named] };

function callerOf(userId: UserId, secret = 's') {
  const principal: Principal = { kind: 'user', userId, sessionId: randomUUID() as SessionId };
  return { runtime: { secrets: { auth: secret.repeat(43) } } as Runtime, principal };
}
const ada = callerOf(randomUUID() as UserId);

afterEach(() => plantBug(null));

test('a cursor opens for its person in any process, whatever the session', () => {
  const again = callerOf(ada.principal.userId);
  expect(cursors.open(again, cursors.seal(ada, values), shape)).toEqual(values);
  expect(cursors.seal(again, values)).toBe(cursors.seal(ada, values));
});

test.each([
  ['of another list', cursorsOf('task.filter').seal(ada, values)],
  ['of another person', cursors.seal(callerOf(randomUUID() as UserId), values)],
  ['of another instance', cursors.seal(callerOf(ada.principal.userId, 't'), values)],
  ['of the form that was not sealed', Buffer.from(JSON.stringify(values)).toString('base64url')],
  ['of another shape', cursors.seal(ada, ['2026-11-26'])],
  [
    'that is changed',
    cursors.seal(ada, values).replace(/^./, (first) => (first === 'A' ? 'B' : 'A')),
  ],
  ['that is nothing', ''],
])('a cursor %s is refused by name', (_, cursor) => {
  expect(() => cursors.open(ada, cursor, shape)).toThrow(expect.objectContaining(refusal));
});

test('what stands in a cursor is not to be read', () => {
  const isLegible = () => {
    const bytes = Buffer.from(cursors.seal(ada, values), 'base64url').toString('latin1');
    return values.some((value) => bytes.includes(value));
  };
  expect(isLegible()).toBe(false);
  plantBug('cursor-unsealed');
  expect(isLegible()).toBe(true);
});
