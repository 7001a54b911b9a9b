import { readFile } from 'node:fs/promises';

const ticksPerSecond = 100;

/** CPU seconds, user and system, that a process has used (Linux). */
export async function cpuSeconds(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

type Resident = 'VmRSS' | 'VmHWM' | 'RssAnon';

/** Resident memory of a process in MB; `VmHWM` for its peak, `RssAnon` for what is of no file. */
export async function residentMb(pid: number, field: Resident = 'VmRSS'): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8');
  const [, kb] = new RegExp(`${field}:\\s+(\\d+)`).exec(text) ?? [];
  return (Number(kb) * 1024) / 1e6;
}
