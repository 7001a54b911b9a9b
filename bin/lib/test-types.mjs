// The compiler, after Next has written the types that a build would: a fresh clone has none.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';

const run = (program, ...args) => {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) process.stderr.write(`${stdout}${stderr}`);
  return status === 0;
};

const hasPages = existsSync('app') && existsSync('next.config.js');
const typed = !hasPages || existsSync('next-env.d.ts') || run('next', 'typegen');
process.exitCode = typed && run('tsc', '--noEmit', '-p', '.') ? 0 : 1;
