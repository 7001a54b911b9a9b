import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Pool } from './client.ts';
import { createTestDatabase } from './testing/database.ts';
import type { TestDatabase } from './testing/database.ts';
import { breaches, tablesOf } from './testing/tenant-keys.ts';

/** Tables of the instance or of a person, and why no workspace says where their rows lie. */
const instanceLevel: Record<string, string> = {
  account_audit: "a person's own history",
  account_links: "found by a secret's hash, before anybody is signed in",
  cache_leases: 'one row',
  credentials: 'found by issuer and subject, before anybody is signed in',
  instance_settings: 'one row',
  known_devices: "found by a secret's hash",
  mails: 'a queue that one worker goes through for all',
  op_results: 'answers to a person, found by person and opId',
  reminder_refreshes: 'a queue that workers go through for all',
  push_subscriptions: 'browsers, found by person and session',
  pushes: 'a queue that one worker goes through for all',
  sessions: "found by a secret's hash",
  sign_in_failures: 'counted by account and network',
  tokens: "found by a secret's hash",
  uploads: 'pieces on their way, of a person',
  users: 'a person is in many workspaces',
};

/** Unique keys of workspaces' tables that cannot hold the workspace, and why. */
const withoutWorkspace: Record<string, string> = {
  invites_secret:
    "found by a secret's hash; unique by 256 random bits, so a plain index does as well",
};

const listed = { instance: Object.keys(instanceLevel), keys: Object.keys(withoutWorkspace) };

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await createTestDatabase({ max: 2 });
  ({ pool } = database);
});
afterAll(() => database.drop());

test('all that is of a workspace could lie where the workspace lies', async () => {
  expect(await breaches(pool, listed)).toEqual([]);
});

test('each table is of a workspace, or is named here with the reason', async () => {
  const { instance } = await tablesOf(pool, listed.instance);
  expect(instance).toEqual(Object.keys(instanceLevel).toSorted());
});

test.each([
  [
    'a key without the workspace',
    'workspace_id uuid, id uuid PRIMARY KEY',
    'planted_pkey: primary key without workspace_id',
  ],
  ['no primary key', 'workspace_id uuid', 'planted: no primary key'],
  [
    'a unique index without it',
    'workspace_id uuid, id uuid, source text UNIQUE, PRIMARY KEY (workspace_id, id)',
    'planted_source_key: unique without workspace_id',
  ],
  [
    'a link that does not say of which workspace',
    `workspace_id uuid, id uuid, other uuid, task_id uuid, PRIMARY KEY (workspace_id, id),
     CONSTRAINT planted_link FOREIGN KEY (other, task_id) REFERENCES tasks (workspace_id, id)`,
    'planted_link: link to tasks without workspace_id',
  ],
  [
    'a link to it from the instance',
    'id uuid PRIMARY KEY, other uuid, CONSTRAINT planted_out FOREIGN KEY (other) REFERENCES workspaces (id)',
    'planted_out: link from outside to workspaces',
  ],
])('it would be seen: %s', async (_, columns, said) => {
  await pool.query(`CREATE TABLE planted (${columns})`);
  try {
    expect(await breaches(pool, listed)).toEqual([said]);
  } finally {
    await pool.query('DROP TABLE planted');
  }
});
