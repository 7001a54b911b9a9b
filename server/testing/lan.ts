import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** A network of its own with one private address that is not loopback: what runs in it reaches nothing else. */
export type Lan = {
  address: string;
  /** Put before a command, so that it runs in this network. */
  through: string[];
  /** A program that starts another one in this network: for a browser's path. */
  program(of: string): Promise<string>;
  remove(): Promise<void>;
};

/** True where `createLan` works: Linux, as root, with iproute2. */
export function canMakeLan(): boolean {
  return process.getuid?.() === 0 && spawnSync('ip', ['netns', 'list']).status === 0;
}

/** Makes a network namespace of Linux with a pair of linked interfaces. */
export async function createLan(): Promise<Lan> {
  const name = `cairn-test-${process.pid}`;
  const address = '10.77.0.1';
  ip('netns', 'add', name);
  ip('-n', name, 'link', 'set', 'lo', 'up');
  ip('-n', name, 'link', 'add', 'here', 'type', 'veth', 'peer', 'name', 'there');
  ip('-n', name, 'addr', 'add', `${address}/24`, 'dev', 'here');
  for (const end of ['here', 'there']) ip('-n', name, 'link', 'set', end, 'up');
  const folder = await mkdtemp(path.join(os.tmpdir(), 'cairn-lan-'));
  const through = ['ip', 'netns', 'exec', name];
  return {
    address,
    through,
    async program(of) {
      const script = path.join(folder, 'program');
      await writeFile(script, `#!/bin/sh\nexec ${through.join(' ')} '${of}' "$@"\n`);
      await chmod(script, 0o755);
      return script;
    },
    async remove() {
      ip('netns', 'delete', name);
      await rm(folder, { recursive: true });
    },
  };
}

function ip(...args: string[]): void {
  const { status, stderr } = spawnSync('ip', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`ip ${args.join(' ')}: ${stderr}`);
}
