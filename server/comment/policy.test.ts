import { describe, expect, it } from 'vitest';
import { roles } from '../domain/enums.ts';
import { uuidv7 } from '../domain/uuid.ts';
import type { UserId } from '../domain/ids.ts';
import { mayDeleteComment, mayEditComment } from './policy.ts';

const me = uuidv7<UserId>(1, new Uint8Array(10));
const other = uuidv7<UserId>(2, new Uint8Array(10));

describe('whose comment it is', () => {
  it.each(roles)('lets a %s edit and delete their own', (role) => {
    expect(mayEditComment({ userId: me, role }, { createdBy: me })).toBe(true);
    expect(mayDeleteComment({ userId: me, role }, { createdBy: me })).toBe(true);
  });

  it.each([
    ['owner', true],
    ['admin', true],
    ['member', false],
    ['guest', false],
  ] as const)('lets a %s delete others’ and edit imported ones: %s', (role, may) => {
    expect(mayEditComment({ userId: me, role }, { createdBy: other })).toBe(false);
    expect(mayDeleteComment({ userId: me, role }, { createdBy: other })).toBe(may);
    expect(mayEditComment({ userId: me, role }, { createdBy: null })).toBe(may);
    expect(mayDeleteComment({ userId: me, role }, { createdBy: null })).toBe(may);
  });
});
