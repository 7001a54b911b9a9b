import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbedded } from '../../db/embedded/start-embedded.ts';
import type { EmbeddedServer } from '../../db/embedded/start-embedded.ts';
import { takeInstanceLock } from '../../db/instance-lock.ts';
import type { InstanceLock } from '../../db/instance-lock.ts';
import { unreachable } from '../../db/preflight.ts';
import { Refusal } from '../../db/refusal.ts';
import type { Env } from '../platform/env.ts';
import type { Say } from './say.ts';

/** The instance's database while this process owns it. */
export type OwnedDatabase = {
  /** Leads to Postgres itself, also where others go through a pooler. */
  url: string;
  /** Takes the background work; false while another process has it, or the lock is away. */
  takeWork(): Promise<boolean>;
  /** Stops the embedded server, if it is one, and gives the lock up. */
  close(): Promise<void>;
};

export type DatabaseEvents = {
  say: Say;
  /** Called once, when the database is lost for good or somebody else owns it now. */
  giveUp: (error: unknown) => void;
};

/** What the lock stands for, beside the database itself. */
export type Owning = {
  /** Whether others may own the instance too, where all have a `REDIS_URL`. */
  beside: boolean;
  /** What all that own it must have alike, by name. */
  alike?: Record<string, string>;
  /** Settings of an embedded server that this starts. */
  settings?: Record<string, string>;
};

type State = {
  server: EmbeddedServer | null;
  lock: InstanceLock | null;
  /** Runs while what was lost is brought back. */
  returning: Promise<void> | null;
  closing: boolean;
};

const embeddedAttempts = 5;
const pauseMs = 1000;

/**
 * Starts or reaches the database and takes the instance's lock. A server that dies later is started
 * again, a lost connection made again; requests meanwhile fail with 503.
 */
export async function ownDatabase(
  env: Env,
  { say, giveUp }: DatabaseEvents,
  owning: Owning,
): Promise<OwnedDatabase> {
  const state: State = { server: null, lock: null, returning: null, closing: false };
  const own = async () => {
    state.server = await serverOf(env, say, owning);
    const url = state.server?.url ?? env.databaseDirectUrl ?? env.databaseUrl ?? '';
    const lock = await lockOrLeave(url, state.server, owning);
    state.lock = lock;
    lock.onLost(() => {
      if (!state.closing) state.returning = again();
    });
    return url;
  };
  const embedded = env.databaseUrl === null;
  const attempts: number[] = [];
  const isClosing = () => state.closing;
  const again = async () => {
    if (isClosing()) return;
    say(embedded ? 'Postgres is gone; starting it again' : 'The database is away; reaching for it');
    for (;;) {
      attempts.push(performance.now());
      try {
        await own();
        return say('The database is back');
      } catch (error) {
        const taken = error instanceof Refusal && error.code === 'TAKEN';
        if (taken || (embedded && tooMany(attempts))) return giveUp(error);
      }
      await sleep(pauseMs, undefined, { ref: false });
      if (isClosing()) return;
    }
  };
  const url = await own();
  return {
    url,
    takeWork: async () => (await state.lock?.takeWork()) ?? false,
    async close() {
      state.closing = true;
      // A server that is being started again can only be stopped once it is there.
      await state.returning;
      // The server goes first: nobody may own it while it stops.
      await state.server?.stop('fast');
      await state.lock?.release();
    },
  };
}

/** An external server may be away for hours; an embedded one that dies again and again is broken. */
function tooMany(attempts: number[]): boolean {
  const since = performance.now() - 60_000;
  return attempts.filter((at) => at > since).length >= embeddedAttempts;
}

async function serverOf(env: Env, say: Say, { settings }: Owning): Promise<EmbeddedServer | null> {
  if (env.databaseUrl !== null) return null;
  return startEmbedded({ dataDir: env.dataDir, onProgress: say, settings });
}

/** A server that somebody else owns runs on; one that this process started does not outlive a failure. */
async function lockOrLeave(
  url: string,
  server: EmbeddedServer | null,
  { beside, alike }: Owning,
): Promise<InstanceLock> {
  try {
    return await takeInstanceLock(url, { beside, alike, keepsServer: server !== null });
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (server && !server.adopted) await server.stop('fast');
    throw unreachable(error);
  }
}
