import fc from 'fast-check';
import { expect, test } from 'vitest';
import { proxySet } from './address.ts';
import { createPlaces } from './known-places.ts';
import { placeOf } from './origin.ts';
import type { Asked } from './origin.ts';

const host = fc.constantFrom(
  'localhost:3000',
  '127.0.0.1',
  '192.168.1.7',
  'evil.example',
  'a'.repeat(500),
  '',
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const asked: fc.Arbitrary<[Asked, boolean]> = fc.tuple(
  fc.record({
    headers: fc.record({
      host,
      'x-forwarded-host': maybe(host),
      'x-forwarded-proto': maybe(fc.constantFrom('https', 'http', 'https, http')),
      'x-forwarded-for': maybe(fc.constantFrom('8.8.8.8', '10.0.0.7, 8.8.4.4', 'x')),
    }),
    remoteAddress: fc.constantFrom('127.0.0.1', '::ffff:10.0.0.7', '8.8.8.8', ''),
    encrypted: fc.boolean(),
  }),
  fc.boolean(),
);

test('what is remembered of a caller is what would be found out again', () => {
  for (const url of [
    null,
    new URL('https://tasks.example.org'),
    new URL('http://localhost:3000'),
  ]) {
    const rules = { url, hosts: ['cairn.example'], proxies: proxySet(['10.0.0.7', '127.0.0.1']) };
    const places = createPlaces(rules);
    fc.assert(
      fc.property(asked, ([one, health]) => {
        expect(places(one, health)).toEqual(placeOf(rules, one, health));
        expect(places(one, health)).toEqual(placeOf(rules, one, health));
      }),
      { numRuns: 500 },
    );
  }
});
