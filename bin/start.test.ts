import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';

// The oldest Node at hand: the one that a person runs `npm start` with may be older than ours.
const nodes = [process.execPath, '/usr/bin/node'].filter((file) => existsSync(file));

test.each(nodes)('%s: --help says what it does; anything else is a usage error', (node) => {
  const help = spawnSync(node, ['bin/start.mjs', '--help'], { encoding: 'utf8' });
  expect(help).toMatchObject({ status: 0, stderr: '' });
  expect(help.stdout).toMatch(/^Usage: npm start\n/);
  const wrong = spawnSync(node, ['bin/start.mjs', '--port', '80'], { encoding: 'utf8' });
  expect(wrong).toMatchObject({ status: 2, stdout: '' });
  expect(wrong.stderr).toBe('start takes no arguments, got --port 80; see --help\n');
});

test.each(nodes)("%s: the project's Node is 24 or newer", (node) => {
  const script = `import('./bin/lib/node.mjs').then((m) => console.log(m.projectNode()))`;
  const { stdout } = spawnSync(node, ['-e', script], { encoding: 'utf8' });
  const version = spawnSync(stdout.trim(), ['--version'], { encoding: 'utf8' }).stdout;
  expect(Number.parseInt(version.slice(1), 10)).toBeGreaterThanOrEqual(24);
});
