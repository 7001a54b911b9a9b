import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from '@playwright/test';
import { createHome } from '../server/testing/instance.ts';

/** The path as a shell has it, without the project's own programs. */
const systemPath = () =>
  (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .join(path.delimiter);

test('npm start, with the Node of the machine, serves pages and stops with its Postgres', async () => {
  const home = await createHome();
  const child = spawn('npm', ['start', '--silent'], {
    env: {
      PATH: systemPath(),
      HOME: home.dataDir,
      NODE_ENV: 'development',
      PORT: '0',
      GRPC_PORT: '0',
      CAIRN_DATA: home.dataDir,
    },
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const lines: string[] = [];
    const url = await new Promise<string>((resolve, reject) => {
      createInterface(child.stdout).on('line', (line) => {
        lines.push(line);
        resolve(line.replace('Cairn is running at ', ''));
      });
      child.once('exit', (code) => reject(new Error(`npm start ended with ${code}`)));
    });
    const page = await fetch(`${url}/sign-in`, { headers: { accept: 'text/html' } });
    expect(page.status).toBe(200);
    const postmaster = path.join(home.dataDir, 'postgres/pg/postmaster.pid');
    expect(existsSync(postmaster)).toBe(true);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(existsSync(postmaster)).toBe(false);
    expect(lines).toHaveLength(1);
  } finally {
    if (child.exitCode === null) process.kill(-(child.pid ?? 0), 'SIGKILL');
    await home.remove();
  }
});
