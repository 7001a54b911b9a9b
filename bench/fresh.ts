import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { rounded } from './result.ts';
import type { Figure } from './result.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));

/** From a fresh clone to the first page: install, build, database, all by `npm start`. */
export async function fresh(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'cairn-fresh-'));
  try {
    await run('git', ['clone', '--quiet', root, folder]);
    const from = performance.now();
    const child = spawn('npm', ['start', '--silent'], {
      cwd: folder,
      env: {
        PATH: systemPath(),
        HOME: process.env['HOME'] ?? folder,
        PORT: '0',
        NODE_ENV: 'production',
      },
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let url = '';
    for await (const line of createInterface(child.stdout)) {
      url = /running at (http:\S+)/.exec(line)?.[1] ?? '';
      if (url) break;
    }
    const page = url ? await fetch(`${url}/sign-in`, { headers: { accept: 'text/html' } }) : null;
    const seconds = (performance.now() - from) / 1000;
    if (!page?.ok) throw new Error(`no first page from ${folder}`);
    process.kill(-(child.pid ?? 0), 'SIGTERM');
    await once(child, 'close');
    return [
      {
        name: 'fresh clone to first page',
        value: rounded(seconds),
        unit: 's',
        goal: '<= 180',
        note: 'install, build, database',
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The path as a shell has it, without the project's own Node. */
function systemPath(): string {
  return (process.env['PATH'] ?? '')
    .split(':')
    .filter((entry) => !entry.includes('node_modules'))
    .join(':');
}
