import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

// Node 24 replaces itself, an older one keeps a child: both must behave as one program.
const nodes = [process.execPath, '/usr/bin/node'].filter((file) => existsSync(file));

const inner = `
  process.on('SIGTERM', () => { console.log('told'); process.exit(7); });
  console.log(process.argv[1], process.env.GIVEN);
  setInterval(() => {}, 1000);`;

function launch(node: string) {
  const outer = `import('./bin/lib/command.mjs').then(({ become }) =>
    become(${JSON.stringify(process.execPath)}, ['-e', ${JSON.stringify(inner)}, 'argument'], { GIVEN: 'given' }))`;
  const child = spawn(node, ['-e', outer], { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  return { child, out: text(child.stdout), up: once(child.stdout, 'data') };
}

test.each(nodes)(
  '%s goes on as another program, with its signals and its exit code',
  async (node) => {
    const { child, out, up } = launch(node);
    await up;
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([7, null]);
    expect(await out).toBe('argument given\ntold\n');
  },
);

test.each(nodes)('%s: kill -9 of the group leaves nothing behind', async (node) => {
  const { child, out, up } = launch(node);
  await up;
  process.kill(-(child.pid ?? 0), 'SIGKILL');
  await once(child, 'exit');
  // The pipe only ends when its last writer has.
  expect(await out).toBe('argument given\n');
});
