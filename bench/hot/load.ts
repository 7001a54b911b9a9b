import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { cpuSeconds } from '../process.ts';
import type { Column } from './column.ts';

const run = promisify(execFile);

/** What one column did in one round; `cpu` in microseconds a call, latencies in milliseconds. */
export type Reading = { cpu: number; calls: number; perSecond: number; p50: number; p99: number };

/**
 * Loads one column with wrk at 32 connections that are kept.
 * @throws Error where one request was not answered with success
 */
export async function load(column: Column, seconds: number): Promise<Reading> {
  const headers = Object.entries(column.headers).flatMap(([name, value]) => [
    '-H',
    `${name}: ${value}`,
  ]);
  const words = [
    '-t1',
    '-c32',
    `-d${seconds}s`,
    '--latency',
    '--timeout',
    '20s',
    ...headers,
    column.url,
  ];
  const before = await cpuSeconds(column.pid);
  const { stdout } = await run('wrk', words, { timeout: (seconds + 20) * 1000 });
  const cpu = (await cpuSeconds(column.pid)) - before;
  const wrong = /Non-2xx[^\n]*|Socket errors[^\n]*/.exec(stdout);
  const requests = Number(/(\d+) requests in/.exec(stdout)?.[1]);
  if (wrong || !(requests > 0))
    throw new Error(`${column.name}: ${wrong?.[0] ?? `wrk said\n${stdout}`}`);
  const calls = requests * column.calls;
  return {
    cpu: (cpu / calls) * 1e6,
    calls,
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]) * column.calls,
    p50: milliseconds(stdout, '50'),
    p99: milliseconds(stdout, '99'),
  };
}

const inMilliseconds: Record<string, number> = { us: 0.001, ms: 1, s: 1000, m: 60_000 };

function milliseconds(said: string, percent: string): number {
  const [, value, unit = 'ms'] =
    new RegExp(`\\s${percent}%\\s+([\\d.]+)(us|ms|s|m)`).exec(said) ?? [];
  return Number(value) * (inMilliseconds[unit] ?? 1);
}
