import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { installTools } from './install-tools.ts';

const run = promisify(execFile);
const source = fileURLToPath(new URL('../fasthttp-redis/', import.meta.url));
const folder = fileURLToPath(new URL('../../.cache/hot', import.meta.url));
const libraries = '/usr/share/gocode';
const tools = {
  go: 'golang',
  [`${libraries}/src/github.com/valyala/fasthttp`]: 'golang-github-valyala-fasthttp-dev',
  [`${libraries}/src/github.com/gomodule/redigo`]: 'golang-github-gomodule-redigo-dev',
  [`${libraries}/src/github.com/jackc/pgx`]: 'golang-github-jackc-pgx-v4-dev',
};

/**
 * Builds the stack that the scaling plan named.
 * @returns the program; null, after saying why, where there is no Go to build it with
 */
export async function buildGo(): Promise<string | null> {
  const program = path.join(folder, 'fasthttp-redis');
  const env = { ...process.env, GO111MODULE: 'off', GOPATH: libraries };
  try {
    await installTools(tools);
    await mkdir(folder, { recursive: true });
    await run('go', ['build', '-o', program, 'main.go'], { cwd: source, env, timeout: 300_000 });
    return program;
  } catch (error) {
    console.error(
      `No column of fasthttp: ${error instanceof Error ? error.message : String(error)}`,
    );
    return null;
  }
}
