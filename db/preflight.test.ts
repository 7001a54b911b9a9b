import { expect, test } from 'vitest';
import { unfit, unreachable } from './preflight.ts';
import type { ServerFacts } from './preflight.ts';

const good: ServerFacts = {
  version: 150_004,
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  encoding: 'UTF8',
  standby: false,
  database: 'cairn',
  role: 'app',
  may_create: true,
  may_create_schema: true,
};

test.each([
  [{ version: 140_012 }, /Postgres 14, Cairn needs 15 or newer/],
  [{ fsync: 'off' }, /with fsync off .*"ALTER SYSTEM SET fsync = on; SELECT pg_reload_conf\(\);"/],
  [{ full_page_writes: 'off' }, /with full_page_writes off/],
  [{ synchronous_commit: 'off', fsync: 'off' }, /with fsync, synchronous_commit off/],
  [{ standby: true }, /read-only: point DATABASE_URL to the primary/],
  [{ encoding: 'LATIN1' }, /encoded in LATIN1/],
  [{ may_create: false }, /GRANT CREATE ON SCHEMA public TO "app"/],
])('%o is refused in one line', (fact, line) => {
  expect(unfit({ ...good, ...fact })).toMatch(line);
  expect(unfit({ ...good, ...fact })).not.toContain('\n');
});

test.each(['on', 'local', 'remote_write', 'remote_apply'])(
  'synchronous_commit %s is fine',
  (value) => {
    expect(unfit({ ...good, synchronous_commit: value })).toBeUndefined();
  },
);

test('a connection that fails on every address names the first reason', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED ::1:1'), { code: 'ECONNREFUSED' });
  expect(unreachable(new AggregateError([refused])).message).toMatch(/nothing listens there/);
});
