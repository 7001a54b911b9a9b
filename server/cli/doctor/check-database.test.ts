import { describe, expect, test } from 'vitest';
import type { DatabaseFacts } from './facts.ts';
import { checkDatabase } from './check-database.ts';

const now = new Date('2026-01-02T03:04:05Z');
const healthy: DatabaseFacts = {
  versionNumber: 180_004,
  version: '18.4',
  encoding: 'UTF8',
  settings: { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' },
  extensions: { pg_trgm: 'installed', unaccent: 'installed' },
  size: 12_000_000,
  maxConnections: 100,
  usedConnections: 5,
  now,
  migrations: [1, 2],
};
const check = (change: Partial<DatabaseFacts>, offset = 0) =>
  checkDatabase({
    facts: { ...healthy, ...change },
    migrations: [1, 2],
    clock: now.getTime() - offset,
  });

test('a healthy database has nothing but ok', () => {
  expect(check({}).map(({ status }) => status)).not.toContain('fail');
  expect(check({}).map(({ status }) => status)).not.toContain('warn');
});

describe('each trouble is seen, and nothing else', () => {
  const troubles: {
    name: string;
    change: Partial<DatabaseFacts>;
    says: [string, string, string];
  }[] = [
    {
      name: 'old version',
      change: { versionNumber: 140_010, version: '14.10' },
      says: ['postgres', 'fail', '15 or newer'],
    },
    {
      name: 'fsync off',
      change: { settings: { ...healthy.settings, fsync: 'off' } },
      says: ['durability', 'fail', 'fsync is off'],
    },
    {
      name: 'encoding',
      change: { encoding: 'SQL_ASCII' },
      says: ['encoding', 'fail', 'SQL_ASCII'],
    },
    {
      name: 'no contrib',
      change: { extensions: { unaccent: 'missing' } },
      says: ['extensions', 'fail', 'contrib'],
    },
    {
      name: 'extension not made',
      change: { extensions: { unaccent: 'available' } },
      says: ['extensions', 'fail', 'CREATE EXTENSION unaccent'],
    },
    { name: 'pending', change: { migrations: [1] }, says: ['migrations', 'warn', '1 pending'] },
    { name: 'empty', change: { migrations: [] }, says: ['migrations', 'warn', '2 pending'] },
    { name: 'newer', change: { migrations: [1, 2, 3] }, says: ['migrations', 'fail', 'newer'] },
    {
      name: 'crowded',
      change: { usedConnections: 95 },
      says: ['connections', 'warn', '95 of 100'],
    },
  ];
  test.each(troubles)('$name', ({ change, says: [name, status, message] }) => {
    const bad = check(change).filter((line) => line.status !== 'ok');
    expect(bad).toEqual([{ name, status, message: expect.stringContaining(message) }]);
  });

  test('clocks apart', () => {
    const bad = check({}, -61_000).filter((line) => line.status !== 'ok');
    expect(bad).toMatchObject([{ name: 'clock', status: 'warn' }]);
    expect(bad[0]?.message).toContain('61 s apart');
  });
});
