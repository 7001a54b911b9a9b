import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { createInterface } from 'node:readline';

/** A process that a benchmark runs beside Cairn's. */
export type Program = { pid: number; url: string; stop(): Promise<void> };

/** `ready` is a path that answers once it serves. */
export type Run = { cwd?: string; env: Record<string, string>; url: string; ready?: string };

const patience = 30_000;

/**
 * Starts a server that takes no other port than it is told, and waits until it answers.
 * @param command what runs, and its words
 * @throws Error with what it wrote to stderr, where it ends or never answers
 */
export async function startProgram(command: string[], run: Run): Promise<Program> {
  const [file = '', ...words] = command;
  const child = spawn(file, words, {
    cwd: run.cwd,
    env: { ...process.env, NODE_ENV: 'production', ...run.env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: string[] = [];
  createInterface(child.stderr).on('line', (line) => said.push(line));
  const ended = once(child, 'exit').catch((error: unknown) => said.push(String(error)));
  const stop = async () => {
    if (child.exitCode === null) child.kill('SIGTERM');
    await ended;
  };
  const until = performance.now() + patience;
  while (!(await answers(`${run.url}${run.ready ?? ''}`))) {
    if (child.pid !== undefined && child.exitCode === null && performance.now() < until) continue;
    if (child.pid !== undefined) await stop();
    throw new Error(`${command.join(' ')} does not answer:\n${said.slice(-20).join('\n')}`);
  }
  return { pid: child.pid ?? 0, url: run.url, stop };
}

async function answers(url: string): Promise<boolean> {
  try {
    await (await fetch(url, { signal: AbortSignal.timeout(1000) })).text();
    return true;
  } catch {
    await sleep(100);
    return false;
  }
}
