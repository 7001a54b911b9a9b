import { describe, expect, test } from 'vitest';
import { hashSecret, makeSecret, readSecret } from './secret.ts';
import type { UserId } from '../domain/ids.ts';

const user = '01920000-0000-7000-8000-0000000000ab' as UserId;

describe('secrets', () => {
  test('carry their user in the open and 256 random bits', () => {
    const { secret, hash } = makeSecret('crn', user);
    expect(secret).toMatch(/^crn_019200000000700080000000000000ab_[A-Za-z0-9_-]{43}$/);
    expect(readSecret('crn', secret)).toEqual({ userId: user, hash });
    expect(hash).toEqual(hashSecret(secret));
    expect(makeSecret('crn', user).secret).not.toBe(secret);
  });

  test('of one kind are not read as the other', () => {
    expect(readSecret('crs', makeSecret('crn', user).secret)).toBeNull();
  });

  test.each([
    '',
    'crs_',
    'crs_xyz_abc',
    `crs_${'0'.repeat(32)}_${'a'.repeat(42)}`,
    `crs_${'0'.repeat(32)}_${'a'.repeat(43)} `,
    `crs_${'A'.repeat(32)}_${'a'.repeat(43)}`,
  ])('"%s" is none', (text) => expect(readSecret('crs', text)).toBeNull());
});
