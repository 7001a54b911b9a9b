import { execFile } from 'node:child_process';
import { cp, rm } from 'node:fs/promises';
import process from 'node:process';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';

const run = promisify(execFile);
const source = fileURLToPath(new URL('next', import.meta.url));
/** As deep as the source lies, so that its imports lead to the same files. */
const folder = fileURLToPath(new URL('../../.cache/hot/next', import.meta.url));
/** Next's command. */
export const nextBin = fileURLToPath(
  new URL('../../node_modules/next/dist/bin/next', import.meta.url),
);

/** Builds the app of one route handler for production. @returns its folder */
export async function buildNext(): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await cp(source, folder, { recursive: true });
  const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' };
  await run(process.execPath, [nextBin, 'build'], { cwd: folder, env, timeout: 300_000 });
  return folder;
}
