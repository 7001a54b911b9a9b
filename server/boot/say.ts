import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { ArchiveError } from '../../db/archive/archive-error.ts';
import { Refusal } from '../../db/refusal.ts';
import type { Env } from '../platform/env.ts';
import { CairnError } from '../platform/errors.ts';

/** One line for the person who started this, while it starts or stops. */
export type Say = (line: string) => void;

export const say: Say = (line) => {
  process.stderr.write(`${line}\n`);
};

/**
 * Stdout holds the one line with the URL, and a refused start is one line too. So what libraries
 * print by themselves goes to stderr in development and nowhere else; their warnings always do.
 */
export function tameConsole({ development }: Pick<Env, 'development'>): void {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const stdout = development ? process.stderr : nowhere;
  globalThis.console = new Console({ stdout, stderr: process.stderr });
}

/** What to print of an error: its own words where they were meant for a person, else its stack. */
export function describe(error: unknown): string {
  const meant =
    error instanceof CairnError || error instanceof Refusal || error instanceof ArchiveError;
  if (meant) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
