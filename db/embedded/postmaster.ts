import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Home } from './home.ts';
import { runAs, self } from './run-as.ts';

/** What a running server says of itself in postmaster.pid. */
export type Postmaster = { pid: number; socketDir: string };

/** The server that the cluster's pid file names, whether it still lives or not. */
export async function readPostmaster(pgData: string): Promise<Postmaster | undefined> {
  const text = await readFile(path.join(pgData, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number.parseInt(lines[0] ?? '', 10);
  return pid > 0 ? { pid, socketDir: lines[4] ?? '' } : undefined;
}

export type PidState = 'ours' | 'other' | 'gone';

/**
 * Whose a pid is: `ours` where it is a Postgres of this cluster. After a restart of the machine its
 * number may be another program's or another Postgres's, and where nobody reaps orphans a killed
 * server stays as a zombie: Postgres takes all of these for a running server.
 */
export async function pidState(pid: number, { pgData, owner }: Home): Promise<PidState> {
  if (process.platform !== 'linux') {
    const { output } = await runAs(self(), ['ps', '-o', 'stat=,command=', '-p', String(pid)]);
    if (output.trim() === '') return 'gone';
    const ours = !output.startsWith('Z') && output.includes(`postgres -D ${pgData}`);
    return ours ? 'ours' : 'other';
  }
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [, name, state] = /^\d+ \((.*)\) (\S)/s.exec(text) ?? [];
  if (!name) return 'gone';
  if (name !== 'postgres' || state === 'Z') return 'other';
  // Asked as its user: in a container even root may not look into another user's process.
  const { output } = await runAs(owner, ['readlink', `/proc/${pid}/cwd`]);
  return output.trim() === pgData ? 'ours' : 'other';
}
