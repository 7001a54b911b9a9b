import { spawn } from 'node:child_process';

/** The operating system's user that Postgres runs as. */
export type Owner = { uid: number; gid: number };

export type Finished = { code: number; output: string };

// Nothing of the caller's environment reaches Postgres: a stray PGDATA, LANG or TZ would change it.
const environment = {
  PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin',
  LC_ALL: 'C',
  TZ: 'UTC',
  // Next's types ask every environment for it.
  NODE_ENV: 'production' as const,
};

/** True when this process may act as another user. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The user of this process. */
export function self(): Owner {
  return { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
}

/**
 * Runs a program to its end as `owner`; `input` goes to its stdin.
 * Fails only when the program could not be started at all.
 */
export function runAs(owner: Owner, command: string[], input = ''): Promise<Finished> {
  const [file = '', ...args] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      ...(isRoot() ? owner : {}),
      cwd: '/',
      env: environment,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') });
    });
  });
}

/** True when `owner` gets `test` of the shell to agree about each path: `-w` writable, `-r` readable. */
export async function mayUse(owner: Owner, flag: '-r' | '-w' | '-x', paths: string[]) {
  const script = `for p in "$@"; do test ${flag} "$p" || exit 1; done`;
  return (await runAs(owner, ['/bin/sh', '-c', script, 'sh', ...paths])).code === 0;
}
