import { plantBug } from '../platform/bugs.ts';
import { loadEnv } from '../platform/env.ts';
import { closeAll, openInstance } from './open-instance.ts';
import type { Opened } from './open-instance.ts';
import { tameConsole } from './say.ts';
import type { Say } from './say.ts';
import type { Served } from './serve.ts';
import { openSite } from './site.ts';

export type Running = Served & { stop(): Promise<void> };

export type RunOptions = {
  say: Say;
  /** The process cannot go on: what it says is for the person who runs it. */
  giveUp: (error: unknown) => void;
};

/** Boots the whole process. When a step fails, what was opened is closed again. */
export async function run(options: RunOptions): Promise<Running> {
  const opened: Opened = [];
  const stop = () => closeAll(opened);
  try {
    return { ...(await open(opened, options)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function open(opened: Opened, { say, giveUp }: RunOptions): Promise<Served> {
  const env = loadEnv();
  tameConsole(env);
  plantBug(env.bug);
  const opening = openInstance(env, { opened, say, giveUp });
  // The code of the contract and Next take as long to load as Postgres to start.
  const loading = Promise.all([import('./serve.ts'), openSite(env)]);
  loading.catch(() => {});
  const runtime = await opening;
  const [{ serve }, site] = await loading;
  if (site) opened.push(() => site.close());
  return serve(runtime, site, opened);
}
