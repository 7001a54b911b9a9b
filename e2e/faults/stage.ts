import { createPool } from '../../db/client.ts';
import type { Pool } from '../../db/client.ts';
import { startEmbedded } from '../../db/embedded/start-embedded.ts';
import type { MeOutput } from '../../server/account/schema.ts';
import type { UserId } from '../../server/domain/ids.ts';
import type { BugName } from '../../server/platform/bugs.ts';
import { createApi } from '../../server/testing/api.ts';
import type { Api } from '../../server/testing/api.ts';
import { makeAccount, makeCookie } from '../../server/testing/fleet/account.ts';
import { startApp } from '../../server/testing/fleet/apps.ts';
import type { App } from '../../server/testing/fleet/apps.ts';
import { createHome } from '../../server/testing/instance.ts';
import { startRedis } from '../../server/testing/redis.ts';
import type { TestRedis } from '../../server/testing/redis.ts';
import { createStack } from '../../server/testing/stack.ts';

export type Person = {
  userId: UserId;
  cookie: string;
  /** Asks as they do, past all pages. */
  api: (url: string) => Api;
};

/** Two processes with one Postgres and one Redis, and people who know each other. */
export type Stage = {
  apps: readonly [App, App];
  /** Those of them that are dead. */
  dead: Set<App>;
  redis: TestRedis;
  pool: Pool;
  people: readonly Person[];
  remove(): Promise<void>;
};

const mostPeople = 5;

/** @param bug what each process does wrong on purpose, which a production build refuses */
export async function openStage(bug: BugName | null = null): Promise<Stage> {
  const stack = createStack();
  try {
    const home = stack.use(await createHome());
    const postgres = await startEmbedded({ dataDir: home.dataDir });
    stack.use({ remove: () => postgres.stop('immediate') });
    const redis = stack.use(await startRedis());
    const env = {
      ...(bug ? { CAIRN_BUG: bug } : { NODE_ENV: 'production' }),
      DATABASE_URL: postgres.url,
      REDIS_URL: redis.url,
      CAIRN_SECRET: 'a'.repeat(43),
      FILES_DIR: `${home.dataDir}/files`,
    };
    const first = stack.use(await startApp(env));
    const second = stack.use(await startApp(env));
    const pool = createPool(postgres.url, { max: 2 });
    stack.use({ remove: () => pool.end() });
    // The first account needs a code over the network, and none in the shell.
    const userIds = [(await makeAccount(first.home, first.url)).userId];
    while (userIds.length < mostPeople)
      userIds.push(await register(first.url, `Player ${userIds.length}`));
    const people = await Promise.all(userIds.map((userId) => signIn(postgres.url, userId)));
    const apps = [first, second] as const;
    return { apps, dead: new Set(), redis, pool, people, remove: () => stack.remove() };
  } catch (error) {
    await stack.remove();
    throw error;
  }
}

export function appThatRuns({ apps, dead }: Stage): App {
  return apps.find((app) => !dead.has(app)) ?? apps[0];
}

/** Ends a process without warning. The other runs, so that somebody always answers. */
export async function killApp(stage: Stage, app: App): Promise<void> {
  for (const other of stage.apps) if (other !== app) await reviveApp(stage, other);
  if (stage.dead.has(app)) return;
  stage.dead.add(app);
  await app.kill();
}

/** Starts a process again where it is dead. */
export async function reviveApp({ dead }: Stage, app: App): Promise<void> {
  if (!dead.has(app)) return;
  await app.start();
  dead.delete(app);
}

async function register(url: string, name: string): Promise<UserId> {
  const email = `${name.replace(' ', '')}@example.org`;
  const account = { name, email, password: 'correct horse battery' };
  const api = createApi(url, { cookie: '' });
  return (await api.mutate<MeOutput>('account.register', account)).user.id;
}

async function signIn(databaseUrl: string, userId: UserId): Promise<Person> {
  const cookie = await makeCookie(databaseUrl, userId);
  return { userId, cookie, api: (url) => createApi(url, { cookie }) };
}
