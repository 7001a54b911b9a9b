import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** Stands for npm: notes what it is asked for, and leaves what is looked for, a Node included. */
const npm = `
  import { spawn } from 'node:child_process';
  import { appendFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
  const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  appendFileSync('asked', asked.join(' ') + '\\n');
  if (process.env.HANGS) spawn('sh', ['-c', 'echo npm hangs >&2; sleep 60'], { stdio: 'inherit' });
  else if (asked[0] === 'ci') {
    mkdirSync('node_modules/.bin', { recursive: true });
    symlinkSync(${JSON.stringify(process.execPath)}, 'node_modules/.bin/node');
  } else {
    mkdirSync('.next');
    writeFileSync('.next/BUILD_ID', 'id');
  }`;

type Started = {
  child: ChildProcess;
  code: Promise<number | null>;
  /** These end when the last process that could write has ended. */
  out: Promise<string>;
  err: Promise<string>;
};

/** A checkout with the real programs of `bin`; its server prints in which environment it runs. */
export type Checkout = {
  folder: string;
  /** What npm was asked for until now. */
  asked(): string[];
  run(command: string[], env?: Record<string, string>): Started;
};

export function createCheckout(): Checkout {
  const folder = mkdtempSync(path.join(tmpdir(), 'cairn-checkout-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const write = (name: string, content: string) => writeFileSync(path.join(folder, name), content);
  cpSync('bin', path.join(folder, 'bin'), { recursive: true });
  mkdirSync(path.join(folder, 'server'));
  write('server/main.ts', 'console.log(process.env.NODE_ENV);');
  write('package.json', '{"type":"module"}');
  write('package-lock.json', '{"packages":{}}');
  write('npm.js', npm);
  return {
    folder,
    asked() {
      const file = path.join(folder, 'asked');
      return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
    },
    run([file = '', ...args], env = {}) {
      const child = spawn(file, args, {
        cwd: folder,
        env: {
          PATH: '/usr/bin:/bin',
          npm_execpath: path.join(folder, 'npm.js'),
          NODE_ENV: 'test',
          ...env,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const code = once(child, 'exit').then(([ended]) => ended as number | null);
      return { child, code, out: text(child.stdout), err: text(child.stderr) };
    },
  };
}
