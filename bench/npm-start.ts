import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** What `npm start` did: how long until the line with the URL, and the way to end it. */
export type Started = { url: string; seconds: number; stop(): Promise<void> };

/**
 * Runs `npm start` in a folder as a shell would, with nothing of this process's environment but its PATH.
 * @throws Error where it ends without a URL
 */
export async function npmStart(cwd: string, env: Record<string, string>): Promise<Started> {
  const from = performance.now();
  const child = spawn('npm', ['start', '--silent'], {
    cwd,
    env: {
      PATH: systemPath(),
      HOME: process.env['HOME'] ?? cwd,
      NODE_ENV: 'production',
      PORT: '0',
      GRPC_PORT: '0',
      ...env,
    },
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'close');
  const stop = async () => {
    process.kill(-(child.pid ?? 0), 'SIGTERM');
    await ended;
  };
  for await (const line of createInterface(child.stdout)) {
    const url = /running at (http:\S+)/.exec(line)?.[1];
    if (url) return { url, seconds: (performance.now() - from) / 1000, stop };
  }
  throw new Error(`npm start in ${cwd} ended without a URL`);
}

/** The path as a shell has it, without the project's own Node. */
function systemPath(): string {
  const entries = (process.env['PATH'] ?? '').split(':');
  return entries.filter((entry) => !entry.includes('node_modules')).join(':');
}
