import { expect, test } from 'vitest';
import { parseRedisUrl } from './redis-url.ts';

test.each([
  ['redis://cache', { host: 'cache', port: 6379, db: 0 }],
  ['redis://ann:p%40ss@10.0.0.1:6380/2', { username: 'ann', password: 'p@ss', port: 6380, db: 2 }],
  ['rediss://:secret@[fd00::1]:6379', { host: 'fd00::1', password: 'secret', tls: {} }],
])('one node: %s', (url, options) => {
  expect(parseRedisUrl(url)).toMatchObject({ kind: 'one', options });
});

test('sentinels name a master, with a password of their own where they have one', () => {
  const url = 'rediss+sentinel://ann:secret@a,b:26380/main?sentinelPassword=other';
  expect(parseRedisUrl(url)).toEqual({
    kind: 'one',
    options: {
      username: 'ann',
      password: 'secret',
      tls: {},
      sentinelPassword: 'other',
      enableTLSForSentinelMode: true,
      sentinelTLS: {},
      name: 'main',
      sentinels: [
        { host: 'a', port: 26379 },
        { host: 'b', port: 26380 },
      ],
    },
  });
});

test('a cluster is asked for its masters at any of its nodes', () => {
  expect(parseRedisUrl('redis+cluster://ann:secret@a:7000,b')).toEqual({
    kind: 'cluster',
    options: { username: 'ann', password: 'secret' },
    seeds: [
      { host: 'a', port: 7000 },
      { host: 'b', port: 6379 },
    ],
  });
});
