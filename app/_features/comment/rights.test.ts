import { expect, test } from 'vitest';
import type { UserId } from '../../../server/domain/ids.ts';
import { commentRights } from './rights.ts';

const ann = 'ann' as UserId;

test.each([
  ['ann', 'member', ann, { edit: true, remove: true }],
  ['bob', 'member', ann, { edit: false, remove: false }],
  ['bob', 'owner', ann, { edit: false, remove: true }],
  ['bob', 'admin', null, { edit: true, remove: true }],
  ['bob', 'member', null, { edit: false, remove: false }],
  [undefined, undefined, null, { edit: false, remove: false }],
] as const)('%s, %s, on a comment of %s', (userId, role, createdBy, rights) => {
  expect(commentRights({ userId, role }, { createdBy })).toEqual(rights);
});
