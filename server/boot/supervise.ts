import { listenAdmin } from '../cli/admin-socket.ts';
import type { Env } from '../platform/env.ts';
import { noticesOf } from './notices.ts';
import { openInstance } from './open-instance.ts';
import type { Opened } from './open-instance.ts';
import { keepProcesses } from './processes.ts';
import type { RunOptions } from './run.ts';

export type Supervised = { url: string; notices: string[]; roll: () => void };

/**
 * Runs several processes that serve. This one owns the data folder and an embedded Postgres, brings the schema up and
 * takes the shell's commands; it serves nothing itself, so nothing that is asked for can end it.
 */
export async function supervise(
  env: Env,
  opened: Opened,
  { say, giveUp }: RunOptions,
): Promise<Supervised> {
  const { runtime, database } = await openInstance(env, { opened, say, giveUp });
  const admin = await listenAdmin(runtime);
  opened.push(() => admin.close());
  const processes = keepProcesses({
    count: env.processes,
    // One that the environment names may lead through a pooler, which this process went around.
    variables: env.databaseUrl === null ? { DATABASE_URL: database.url } : {},
    say,
    giveUp,
  });
  opened.push(() => processes.stop());
  const { url, notices } = await processes.start();
  const all = [...(await noticesOf(runtime, url)), ...notices];
  return { url, notices: all, roll: () => processes.roll() };
}
