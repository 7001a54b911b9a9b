import { readFile } from 'node:fs/promises';
import path from 'node:path';
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

export type PidState = 'postgres' | 'other' | 'gone';

/**
 * Whose a pid is. After a restart of a container its number may be another program's, and where
 * nobody reaps orphans a killed server stays as a zombie: Postgres takes both for a running server.
 */
export async function pidState(pid: number): Promise<PidState> {
  if (process.platform === 'linux') {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const [, name, state] = /\((.*)\) (\S)/s.exec(text) ?? [];
    return classify(name, state);
  }
  const { output } = await runAs(self(), ['ps', '-o', 'stat=,comm=', '-p', String(pid)]);
  const [state, ...name] = output.trim().split(/\s+/);
  return classify(path.basename(name.join(' ')), state);
}

function classify(name: string | undefined, state: string | undefined): PidState {
  if (!name) return 'gone';
  return name === 'postgres' && !state?.startsWith('Z') ? 'postgres' : 'other';
}
