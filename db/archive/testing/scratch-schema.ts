import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { inTransaction } from '../archive-session.ts';
import { applyMigrations, readMigrations, resetMigrations } from '../schema-version.ts';

/**
 * A schema with everything that makes moving rows hard: links in a circle and to itself, generated
 * and identity columns, a trigger that refuses, a deferrable key, an enum, a function in an index.
 */
const base = `
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE TYPE mood AS ENUM ('calm', 'it''s, "odd"');
CREATE FUNCTION folded(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT lower($1)';
CREATE TEXT SEARCH CONFIGURATION both_tongues (COPY = russian);
CREATE VIEW nothing AS SELECT 1 AS one;
--> statement-breakpoint
CREATE TABLE instance_settings (one boolean PRIMARY KEY DEFAULT true, epoch uuid NOT NULL DEFAULT gen_random_uuid());
INSERT INTO instance_settings DEFAULT VALUES;
--> statement-breakpoint
CREATE TABLE teams (id int PRIMARY KEY, lead_id int);
CREATE TABLE people (id int PRIMARY KEY, team_id int NOT NULL REFERENCES teams, boss_id int REFERENCES people);
ALTER TABLE teams ADD CONSTRAINT teams_lead FOREIGN KEY (lead_id) REFERENCES people ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
CREATE TABLE nasty (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  word text COLLATE "C", words text[], raw bytea, doc jsonb, mood mood, day date, at timestamptz, clock time,
  span interval, amount numeric, ratio float8, key uuid, place int UNIQUE DEFERRABLE INITIALLY DEFERRED,
  "Odd ""name"", with comma" text,
  folded text GENERATED ALWAYS AS (folded(word)) STORED,
  found tsvector GENERATED ALWAYS AS (to_tsvector('both_tongues'::regconfig, coalesce(word, ''))) STORED
);
CREATE INDEX nasty_folded ON nasty (folded(word));
CREATE INDEX nasty_trgm ON nasty USING gin (word gin_trgm_ops);
CREATE TABLE counted (id serial PRIMARY KEY, what text);
CREATE TABLE staging (id int PRIMARY KEY, line text);
CREATE TABLE a_first (id serial);
CREATE TABLE z_last (id serial, note text);
--> statement-breakpoint
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no rows by hand'; END $$;
CREATE TABLE guarded (id int PRIMARY KEY, note text);
CREATE TRIGGER guarded_refuse BEFORE INSERT ON guarded FOR EACH ROW EXECUTE FUNCTION refuse();
ALTER TABLE guarded ENABLE ALWAYS TRIGGER guarded_refuse;
`;

const second = `ALTER TABLE people ADD COLUMN name text;`;
const third = `ALTER TABLE people ADD COLUMN label text;
--> statement-breakpoint
UPDATE people SET label = 'person ' || id;
--> statement-breakpoint
ALTER TABLE people ALTER COLUMN label SET NOT NULL, ALTER COLUMN label SET DEFAULT 'nobody';`;

const all = [
  { tag: '0000_base', sql: base },
  { tag: '0001_second', sql: second },
  { tag: '0002_third', sql: third },
];

/** Writes a migrations folder with the first `count` migrations of the scratch schema. */
export async function writeMigrations(folder: string, count = all.length): Promise<string> {
  await mkdir(join(folder, 'meta'), { recursive: true });
  const entries = all.slice(0, count).map(({ tag }, idx) => ({ idx, when: 1000 + idx, tag }));
  await writeFile(join(folder, 'meta', '_journal.json'), JSON.stringify({ entries }));
  for (const { tag, sql } of all.slice(0, count)) await writeFile(join(folder, `${tag}.sql`), sql);
  return folder;
}

/** Makes the scratch schema in an empty database. */
export async function migrateScratch(pool: Pool, folder: string): Promise<void> {
  const migrations = await readMigrations(folder);
  await inTransaction(pool, {
    mode: '',
    work: async (client) => {
      await resetMigrations(client);
      await applyMigrations(client, migrations);
    },
  });
}

/** Rows that a careless format would change. */
export async function fillScratch(pool: Pool): Promise<void> {
  await pool.query(`
    INSERT INTO teams (id) VALUES (1), (2);
    INSERT INTO people (id, team_id, boss_id) VALUES (1, 1, NULL), (2, 1, 1), (3, 2, 2);
    UPDATE teams SET lead_id = 4 - id;
    UPDATE people SET boss_id = 3 WHERE id = 1;
    ALTER TABLE guarded DISABLE TRIGGER guarded_refuse;
    INSERT INTO guarded VALUES (1, 'kept');
    ALTER TABLE guarded ENABLE ALWAYS TRIGGER guarded_refuse;
    INSERT INTO counted (what) SELECT 'row ' || n FROM generate_series(1, 5) n;
    DELETE FROM counted WHERE id = 5;
    INSERT INTO staging VALUES (1, 'not worth keeping');
  `);
  const insert = `INSERT INTO nasty (word, words, raw, doc, mood, day, at, clock, span, amount, ratio,
    key, place, "Odd ""name"", with comma") VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14)`;
  for (const [place, row] of nastyRows.entries()) {
    const cells = [...row, place, row[0]];
    await pool.query(insert, cells);
  }
}

const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
const noKey = '00000000-0000-0000-0000-000000000000';

const nastyRows: unknown[][] = [
  [
    'plain',
    ['a', 'b'],
    Buffer.alloc(0),
    '{}',
    'calm',
    '2024-02-29',
    '2024-02-29 23:59:59.999999+00',
    '24:00',
    '1 mon -3 days 04:05:06.789',
    '0.1',
    0.1,
    noKey,
  ],
  [null, null, null, null, null, null, null, null, null, null, null, null],
  [
    '',
    [],
    everyByte,
    '[]',
    'it\'s, "odd"',
    'infinity',
    '-infinity',
    '00:00',
    '-1 year',
    'NaN',
    'NaN',
    noKey,
  ],
  [
    '\\N',
    ['\\N', 'NULL', '', null],
    Buffer.from('\\x5c'),
    '"\\\\N"',
    'calm',
    '-infinity',
    'infinity',
    '12:34:56.789012',
    '0',
    '1e-30',
    '-Infinity',
    noKey,
  ],
  [
    '\\.',
    ['\\.', '{', '}', ',', '"'],
    Buffer.from('\\.\n'),
    '{"a\\tb":"\\u00e9\\n"}',
    null,
    '4713-01-01 BC',
    '2024-03-31 02:30:00+02',
    null,
    null,
    '123456789012345678901234567890.123456789',
    1.7976931348623157e308,
    null,
  ],
  [
    'tab\there',
    ['line\nbreak'],
    null,
    '[null, 1e400]',
    null,
    '9999-12-31',
    null,
    null,
    null,
    null,
    5e-324,
    null,
  ],
  [
    'line\nbreak\r\nand return\r\v\f\b',
    null,
    null,
    'null',
    null,
    null,
    null,
    null,
    null,
    null,
    -0,
    null,
  ],
  [
    'back\\slash \\n \\t \\\\ \\x41 \\101',
    null,
    null,
    '"\\"quoted\\""',
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
  ],
  [
    'Ёлка ё, naïve, 漢字, 👩‍👩‍👧‍👦, e\u0301, \u202eright to left\u202c, \u0001\u007f\uffff',
    null,
    null,
    '"👍🏽"',
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
  ],
];
