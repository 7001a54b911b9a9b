import { statfsSync } from 'node:fs';
import { refusal } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';

// With less than this left Postgres cannot even write its log, and says nothing of the disk.
const leastBytes = 1024 * 1024;

/** One clear line from what initdb, pg_ctl or the server's log said. */
export function explain(output: string, home: string): Refusal {
  if (/no space left|free disk space|quota exceeded/i.test(output)) return full(home);
  if (/incompatible|different version/i.test(output)) {
    return refusal(
      `The database in ${home} was made by another version of Postgres: restore a backup of it instead.`,
    );
  }
  if (/read-only file system/i.test(output)) {
    return refusal(`${home} is on a read-only file system: point CAIRN_DATA to a writable folder.`);
  }
  if (/permission denied/i.test(output)) {
    return refusal(
      `Postgres may not use a file of its own (${lastLine(output)}): check the owner of ${home}.`,
    );
  }
  if (isFull(home)) return full(home);
  return refusal(
    `The embedded Postgres does not start: ${lastLine(output)} (log: ${home}/postgres.log).`,
  );
}

function full(home: string): Refusal {
  return refusal(`The disk of ${home} is full: free some space and start again.`);
}

function isFull(home: string): boolean {
  const { bavail, bsize } = statfsSync(home);
  return bavail * bsize < leastBytes;
}

/** True for troubles that pass by themselves within seconds of a killed server. */
export function passes(output: string): boolean {
  return /shared memory block .* still in use|lock file ".*" already exists|is another postmaster/i.test(
    output,
  );
}

function lastLine(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const worst = lines.findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1);
  return worst?.replace(/^.*?(FATAL|PANIC|error): +/, '').trim() ?? 'it said nothing';
}
