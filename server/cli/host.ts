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

export type RestoreInput = ArchiveInput & {
  /** End the tokens of programs too. */
  revokeTokens: boolean;
};

/** What a restore ended, that somebody could get in with, and the tokens that it left. */
export type EndedAccess = {
  sessions: number;
  invites: number;
  links: number;
  devices: number;
  tokens: number;
  tokensLeft: number;
};
export type RestoreSummary = ArchiveSummary & { ended: EndedAccess };

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
  restore(input: RestoreInput): Promise<RestoreSummary>;
  /** Does the background work beside the processes that serve, until `signal`. */
  work(note: Note, signal: AbortSignal): Promise<void>;
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
