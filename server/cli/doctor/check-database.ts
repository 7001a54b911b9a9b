import type { DatabaseFacts, Inspection } from './facts.ts';
import { bytesText, fail, ok, warn } from './check.ts';
import type { Check } from './check.ts';

/** Judges what a database said of itself. */
export function checkDatabase({ facts, migrations, clock }: Inspection): Check[] {
  return [
    checkVersion(facts),
    checkSettings(facts),
    checkEncoding(facts),
    checkExtensions(facts),
    checkMigrations(facts, migrations),
    checkConnections(facts),
    checkClock(facts.now.getTime() - clock),
    ok('database size', bytesText(facts.size)),
  ];
}

function checkVersion({ version, versionNumber }: DatabaseFacts): Check {
  return versionNumber >= 150_000
    ? ok('postgres', version)
    : fail('postgres', `${version} is too old: 15 or newer is needed`);
}

function checkSettings({ settings }: DatabaseFacts): Check {
  const off = Object.entries(settings).filter(([, value]) => value === 'off');
  const names = off.map(([name]) => name).join(', ');
  return off.length > 0
    ? fail(
        'durability',
        `${names} is off, so a crash can lose what was saved: turn it on and restart Postgres`,
      )
    : ok('durability', 'fsync, full_page_writes and synchronous_commit are on');
}

function checkEncoding({ encoding }: DatabaseFacts): Check {
  return encoding === 'UTF8'
    ? ok('encoding', encoding)
    : fail('encoding', `${encoding}: move to a database made with ENCODING 'UTF8'`);
}

function checkExtensions({ extensions, migrations }: DatabaseFacts): Check {
  const all = Object.entries(extensions);
  const missing = all.filter(([, state]) => state === 'missing').map(([name]) => name);
  const name = 'extensions';
  if (missing.length > 0) {
    return fail(name, `${missing.join(', ')} missing: install the server's contrib package`);
  }
  const absent = all.filter(([, state]) => state === 'available').map(([extension]) => extension);
  if (absent.length === 0) return ok(name, all.map(([extension]) => extension).join(', '));
  const sql = absent.map((extension) => `CREATE EXTENSION ${extension};`).join(' ');
  return migrations.length > 0
    ? fail(name, `an administrator must run: ${sql}`)
    : ok(name, `${absent.join(', ')} can be made`);
}

function checkMigrations({ migrations }: DatabaseFacts, wanted: readonly number[]): Check {
  const name = 'migrations';
  const last = migrations.at(-1);
  if (last !== undefined && last > (wanted.at(-1) ?? 0)) {
    return fail(name, 'the database is newer than this Cairn: update Cairn');
  }
  const pending = wanted.filter((when) => last === undefined || when > last).length;
  if (pending === 0) return ok(name, 'none pending');
  return warn(name, `${pending} pending: the next start runs ${pending === 1 ? 'it' : 'them'}`);
}

function checkConnections({ maxConnections, usedConnections }: DatabaseFacts): Check {
  const message = `${usedConnections} of ${maxConnections} used`;
  return usedConnections > maxConnections * 0.8
    ? warn('connections', `${message}: raise max_connections`)
    : ok('connections', message);
}

/** `offset` is the database's clock minus this machine's, in milliseconds. */
function checkClock(offset: number): Check {
  const away = Math.abs(offset);
  const said = away < 10_000 ? `${Math.round(away)} ms` : `${Math.round(away / 1000)} s`;
  const message = `this machine's clock and the database's are ${said} apart`;
  return away > 5000
    ? warn('clock', `${message}: set up time synchronisation`)
    : ok('clock', message);
}
