import { expect, test } from 'vitest';
import type { Role } from '../../../server/domain/enums.ts';
import { mayHandOver, mayRemove, rolesToGive, rolesToInvite } from './role-options.ts';

const asked = (mine: Role, theirs: Role, fields: object = {}) => ({
  me: { userId: 'me', role: mine },
  other: { userId: 'other', role: theirs },
  owners: 2,
  isPersonal: false,
  ...fields,
});
const self = (role: Role, fields: object = {}) =>
  asked(role, role, { other: { userId: 'me', role }, ...fields });

test.each([
  ['an owner gives any role', asked('owner', 'member'), ['owner', 'admin', 'member', 'guest']],
  ['an admin gives all but ownership', asked('admin', 'member'), ['admin', 'member', 'guest']],
  ['an admin does not touch owners', asked('admin', 'owner'), []],
  ['members and guests give none', asked('member', 'guest'), []],
  ['the last owner stays owner', self('owner', { owners: 1 }), []],
  [
    'a personal workspace has one owner',
    asked('owner', 'member', { isPersonal: true }),
    ['admin', 'member', 'guest'],
  ],
] as const)('%s', (_, input, roles) => {
  expect(rolesToGive(input)).toEqual(roles);
});

test('everyone may leave but the last owner; owners and admins remove others, admins no owners', () => {
  expect(mayRemove(self('guest'))).toBe(true);
  expect(mayRemove(self('owner', { owners: 1 }))).toBe(false);
  expect(mayRemove(self('owner'))).toBe(true);
  expect(mayRemove(asked('admin', 'member'))).toBe(true);
  expect(mayRemove(asked('admin', 'owner'))).toBe(false);
  expect(mayRemove(asked('member', 'guest'))).toBe(false);
});

test('only an owner hands over, to who works in the workspace, and never a personal one', () => {
  expect(mayHandOver(asked('owner', 'member'))).toBe(true);
  expect(mayHandOver(asked('owner', 'guest'))).toBe(false);
  expect(mayHandOver(asked('admin', 'member'))).toBe(false);
  expect(mayHandOver(asked('owner', 'member', { isPersonal: true }))).toBe(false);
});

test('nobody invites above their own role', () => {
  expect(rolesToInvite({ role: 'admin', isPersonal: false })).toEqual(['admin', 'member', 'guest']);
  expect(rolesToInvite({ role: 'owner', isPersonal: true })).toEqual(['admin', 'member', 'guest']);
  expect(rolesToInvite({ role: 'owner', isPersonal: false })[0]).toBe('owner');
});
