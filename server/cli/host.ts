import type { Env } from '../platform/env.ts';
import type { Runtime } from '../platform/runtime.ts';
import type { Inspection } from './doctor/facts.ts';

/** A line for the person who waits. */
export type Note = (line: string) => void;

export type ArchiveInput = {
  /** Absolute. */
  file: string;
  force: boolean;
  note: Note;
  signal: AbortSignal;
};

/** What an archive holds; sizes in bytes, uncompressed. */
export type ArchiveSummary = {
  tables: number;
  rows: number;
  files: number;
  bytes: number;
  /** ISO instant at which the backup was taken. */
  createdAt: string;
};

/** What the commands need of the machine below them; the boot code gives it. */
export type Host = {
  env: Env;
  /**
   * Runs `work` on the instance in this process, which owns it meanwhile.
   * Throws `InstanceTaken` when another process does.
   */
  own<T>(note: Note, work: (runtime: Runtime) => Promise<T>): Promise<T>;
  /** Beside a server that runs, or without one. */
  backup(input: ArchiveInput): Promise<ArchiveSummary>;
  /** Throws `InstanceTaken` when a server runs. */
  restore(input: ArchiveInput): Promise<ArchiveSummary>;
  /** Null where there is no instance yet. */
  inspect(note: Note): Promise<Inspection | null>;
  /** Milliseconds since 1970, by this machine. */
  now(): number;
};

/** Another process owns the instance; the message names it. `ending` is true when it is about to end. */
export class InstanceTaken extends Error {
  readonly ending: boolean;

  constructor(cause: Error, ending: boolean) {
    super(cause.message, { cause });
    this.name = 'InstanceTaken';
    this.ending = ending;
  }
}
