import { createHash } from 'node:crypto';
import type pg from 'pg';
import { refusal } from './refusal.ts';

/**
 * Says on this connection, for as long as its transaction lasts, what the process has, as shared locks whose numbers
 * are hashes: whoever has something else sees that.
 * Throws a refusal that names it.
 */
export async function checkAgreements(
  client: pg.Client,
  alike: Record<string, string>,
): Promise<void> {
  for (const [name, value] of Object.entries(alike)) {
    const pair = [numberOf(`cairn alike ${name}`), numberOf(`${name} ${value}`)];
    // Without parameters, which would keep the statement's snapshot: the transaction lasts.
    await client.query(`SELECT pg_advisory_xact_lock_shared(${pair.join(', ')})`);
    const { rows } = await client.query<{ name: string | null }>(
      `SELECT a.application_name AS name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
        WHERE l.locktype = 'advisory' AND l.granted AND l.classid = ${pair[0]} AND l.objid <> ${pair[1]} AND l.objsubid = 2
          AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) LIMIT 1`,
    );
    if (!rows[0]) continue;
    const [, pid, host] = /^cairn pid=(\d+) host=(.*)$/.exec(rows[0].name ?? '') ?? [];
    const other = pid ? `pid ${pid} on ${host}` : 'another process';
    throw refusal(
      `Cairn runs on this database as ${other} with ${name} unlike this one's: give all of them the same.`,
    );
  }
}

/** 31 bits: what is seen of a secret says nothing about it, and a number is never negative. */
function numberOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) >>> 1;
}
