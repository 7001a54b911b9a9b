import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createCheckout } from './testing/checkout.ts';

// The oldest Node at hand: the one that a person runs `npm start` with may be older than ours.
const nodes = [process.execPath, '/usr/bin/node'].filter((file) => existsSync(file));

test.each(nodes)("%s: the project's Node is 24 or newer", (node) => {
  const script = `import('./bin/lib/node.mjs').then((m) => console.log(m.projectNode()))`;
  const { stdout } = spawnSync(node, ['-e', script], { encoding: 'utf8' });
  const version = spawnSync(stdout.trim(), ['--version'], { encoding: 'utf8' }).stdout;
  expect(Number.parseInt(version.slice(1), 10)).toBeGreaterThanOrEqual(24);
});

test.each(nodes)('%s: it installs, builds and runs as production, once', async (node) => {
  const checkout = createCheckout();
  const start = () => checkout.run([node, 'bin/start.mjs'], { NODE_ENV: 'development' });
  expect(await start().out).toBe('production\n');
  expect(await start().out).toBe('production\n');
  expect(checkout.asked()).toEqual(['ci', 'run build']);
});

test.each(nodes)('%s: beside a running server nothing is installed or built', async (node) => {
  const checkout = createCheckout();
  const dataDir = path.join(checkout.folder, 'my data');
  mkdirSync(dataDir);
  writeFileSync(path.join(checkout.folder, '.env'), 'PORT=80\nCAIRN_DATA="my data"\n');
  const server = createServer().listen(path.join(dataDir, 'admin.sock'));
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const started = checkout.run([node, 'bin/start.mjs'], { CAIRN_DATA: '' });
  expect(await started.code).toBe(1);
  expect(await started.err).toBe(
    `Cairn is already running on ${dataDir}: stop it before another starts.\n`,
  );
  const other = checkout.run([node, 'bin/cairn.mjs', 'doctor']);
  expect(await other.err).toContain('stop it before packages are installed');
  const pages = checkout.run([node, 'bin/lib/test-build.mjs']);
  expect(await pages.err).toContain('stop it before the pages are built');
  expect(checkout.asked()).toEqual([]);
});

test.each(nodes)('%s: a signal ends the install with all that it runs', async (node) => {
  const { child, code, err } = createCheckout().run([node, 'bin/start.mjs'], { HANGS: '1' });
  await new Promise<void>((resolve) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('npm hangs')) resolve();
    });
  });
  child.kill('SIGTERM');
  expect(await code).toBe(1);
  expect(await err).toMatch(/^Installing packages \(npm ci\) was stopped by SIGTERM\.$/m);
});

test.each(nodes)("%s: verify installs too, and goes on in the project's Node", async (node) => {
  const checkout = createCheckout();
  const steps = `console.log(process.versions.node); export const staticSteps = [];`;
  writeFileSync(path.join(checkout.folder, 'bin/lib/test-steps.mjs'), steps);
  const { out } = checkout.run([node, 'bin/verify.mjs']);
  expect(await out).toMatch(new RegExp(`^${process.versions.node}\n0 passed, 0 failed\n$`, 'm'));
  expect(checkout.asked()).toEqual(['ci']);
});
