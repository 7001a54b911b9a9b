import cluster from 'node:cluster';
import { plantBug } from '../platform/bugs.ts';
import { loadEnv } from '../platform/env.ts';
import type { Env } from '../platform/env.ts';
import { closeAll, openInstance } from './open-instance.ts';
import type { Opened } from './open-instance.ts';
import { tameConsole } from './say.ts';
import type { Say } from './say.ts';
import type { Served } from './serve.ts';
import { openSite } from './site.ts';
import { supervise } from './supervise.ts';

export type Running = Pick<Served, 'url' | 'notices'> & {
  /** @param gently lets clients that keep a connection find another one first */
  stop(gently?: boolean): Promise<void>;
  /** Replaces each of several processes by a new one, without a refused request; null where there is one. */
  roll: (() => void) | null;
};

export type RunOptions = {
  say: Say;
  /** The process cannot go on: what it says is for the person who runs it. */
  giveUp: (error: unknown) => void;
};

/** Boots the whole process, or the supervisor of several. When a step fails, what was opened is closed again. */
export async function run(options: RunOptions): Promise<Running> {
  const env = loadEnv();
  tameConsole(env);
  plantBug(env.bug);
  const opened: Opened = [];
  try {
    const isMany = cluster.isPrimary && env.processes > 1;
    if (isMany) {
      const supervised = await supervise(env, opened, options);
      return { ...supervised, stop: () => closeAll(opened) };
    }
    const { retire, ...served } = await open(env, opened, options);
    const stop = async (gently = false) => {
      if (gently) await retire();
      await closeAll(opened);
    };
    return { ...served, stop, roll: null };
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
}

async function open(env: Env, opened: Opened, { say, giveUp }: RunOptions): Promise<Served> {
  const opening = openInstance(env, { opened, say, giveUp });
  // The code of the contract and Next take as long to load as Postgres to start.
  const loading = Promise.all([import('./serve.ts'), openSite(env)]);
  loading.catch(() => {});
  const instance = await opening;
  const [{ serve }, site] = await loading;
  if (site) opened.push(() => site.close());
  return serve(instance, { site, opened, supervised: cluster.isWorker });
}
