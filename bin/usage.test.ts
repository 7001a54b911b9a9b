import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';

const programs = [
  'bin/start.mjs',
  'bin/test.mjs',
  'bin/verify.mjs',
  'bench/generate-trello-board.mjs',
];
// The oldest Node at hand: it must get as far as saying what is wrong.
const node = ['/usr/bin/node', process.execPath].find((file) => existsSync(file)) ?? 'node';

test.each(programs)('%s: --help says what it does; anything else is a usage error', (program) => {
  for (const flag of ['--help', '-h']) {
    const help = spawnSync(node, [program, flag], { encoding: 'utf8' });
    expect(help).toMatchObject({ status: 0, stderr: '' });
    expect(help.stdout).toMatch(/^Usage: /);
  }
  const wrong = spawnSync(node, [program, '--port=80'], { encoding: 'utf8' });
  expect(wrong).toMatchObject({ status: 2, stdout: '' });
  expect(wrong.stderr).toMatch(/^[\w-]+\W.*--port.*; see .*--help\n$/);
});
