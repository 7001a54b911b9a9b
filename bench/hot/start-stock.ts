import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { serverFlags } from '../../bin/lib/node.mjs';
import type { Stage } from '../stage.ts';
import { buildNext, nextBin } from './build-next.ts';
import { steadyPort } from '../../server/testing/steady-port.ts';
import { startProgram } from './program.ts';
import type { Program } from './program.ts';

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** The project's router behind tRPC's stock Node adapter, over a stage's database. */
export function startStock(stage: Stage): Promise<Program> {
  return start([process.execPath, ...serverFlags, file('stock-server.ts')], stage);
}

/** The same router behind a route handler of Next, built for production. */
export async function startNext(stage: Stage): Promise<Program> {
  const folder = await buildNext();
  const command = [process.execPath, ...serverFlags, nextBin, 'start', '--hostname', '127.0.0.1'];
  return start(command, stage, folder);
}

async function start(command: string[], { home }: Stage, cwd?: string): Promise<Program> {
  const port = await steadyPort();
  const env = {
    ...home.env,
    CAIRN_DATA: home.dataDir,
    LOG_LEVEL: 'warn',
    PORT: String(port),
    ROUTER: file('answer-fetch.ts'),
  };
  const url = `http://127.0.0.1:${port}`;
  return startProgram(command, { ...(cwd ? { cwd } : {}), env, url });
}
