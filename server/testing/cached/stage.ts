import { randomInt } from 'node:crypto';
import type { TestRedis } from '../redis.ts';
import type { App } from './app.ts';
import type { Asker, Scene } from './scene.ts';

/** What came of a play. */
export type Played = {
  reads: number;
  writes: number;
  /** Requests with what had been ended, after that was acknowledged. */
  probes: number;
  /** Reads whose answer was not Postgres's own. */
  wrong: string[];
  /** Requests that ended in a failure though a process was there to answer. */
  failed: string[];
  /** Faults that came, by name. */
  faults: Record<string, number>;
  counts: Record<string, Record<string, number>>[];
};

export type Call = { path: string; input: Record<string, unknown> };

export type Stage = {
  scene: Scene;
  apps: App[];
  redis: TestRedis;
  aheadMs: number;
  /** The write that was answered last. */
  last: { asker: Asker; call: Call } | null;
  played: Played;
};

export const pick = <T>(from: readonly T[]): T => from[randomInt(from.length)] as T;
