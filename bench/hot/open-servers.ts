import { createSession } from '../../server/auth/sessions.ts';
import { createClock } from '../../server/platform/clock.ts';
import { openStage } from '../stage.ts';
import type { Stage, StageOptions } from '../stage.ts';
import { buildGo } from './build-go.ts';
import { checkAnswer } from './column.ts';
import { columnsOf, goHot, hotHit } from './columns.ts';
import type { Servers } from './columns.ts';
import { fillHot } from './fill-hot.ts';
import { startGo } from './start-go.ts';
import { startNext, startStock } from './start-stock.ts';
import { startRedis } from './start-redis.ts';
import type { RedisServer } from './start-redis.ts';

export const tasks = 50;
/** How a process of Cairn is told to keep nothing between reads. */
const cacheOff = { CAIRN_CACHE: 'off' };

type Closing = (() => Promise<void>)[];
/** `padding` is by how much the rows of the Go server are longer than they were. */
export type Opened = { servers: Servers; redis: RedisServer; padding: number };

/** Starts every server of the table with the same tasks. What was started is in `closing`, also where a later one fails. */
export async function openServers(closing: Closing): Promise<Opened> {
  const kept = <T extends { stop(): Promise<void> }>(server: T): T => {
    closing.push(() => server.stop());
    return server;
  };
  const program = await buildGo();
  const redis = kept(await startRedis());
  const cached = await filled({ env: { REDIS_URL: redis.url } }, closing);
  const uncached = await filled({ env: cacheOff }, closing);
  const session = await openSession(cached);
  const stock = kept(await startStock(cached));
  const next = kept(await startNext(cached));
  const rest = { cached, uncached, stock, next, session, cursor: await secondPage(cached) };
  if (program === null) return { redis, padding: 0, servers: { ...rest, go: null } };
  const start = (padding: number) => startGo(program, { stage: cached, redis, padding });
  let padding: number;
  const narrow = { ...rest, go: await start(0) };
  try {
    padding = Math.round((await shortfall(narrow)) / tasks);
  } finally {
    await narrow.go.stop();
  }
  return { redis, padding, servers: { ...rest, go: kept(await start(padding)) } };
}

async function filled(options: StageOptions, closing: Closing): Promise<Stage> {
  const stage = await openStage(options);
  closing.push(() => stage.close());
  await fillHot(stage, tasks);
  return stage;
}

/** Puts as many tasks again that are not hot behind those that are. @returns the cursor of their page */
export async function secondPage({ api, workspaceId, inboxId }: Stage): Promise<string> {
  for (let n = 1; n <= tasks; n += 1)
    await api.mutate('task.create', {
      workspaceId,
      title: `Task ${n} that somebody needs later`,
      notes: `What to think of, ${n} of ${tasks}`,
      priority: 1,
      dueOn: '2100-01-01',
    });
  const page: { nextCursor: string } = await api.query('task.list', {
    workspaceId,
    projectId: inboxId,
    limit: tasks,
  });
  return page.nextCursor;
}

async function openSession({ db, userId }: Stage): Promise<string> {
  const given = { userId, userAgent: 'bench', address: '127.0.0.1' };
  return (await createSession({ db, clock: createClock() }, given)).secret;
}

/** How many bytes Cairn's answer has more than the Go server's. */
async function shortfall(servers: Servers): Promise<number> {
  const sizes = await Promise.all(
    columnsOf(servers)
      .filter(({ name }) => name === hotHit || name === goHot)
      .map(async (column) => [column.name, await checkAnswer(column, tasks)] as const),
  );
  const bytes = Object.fromEntries(sizes);
  return (bytes[hotHit] ?? 0) - (bytes[goHot] ?? 0);
}
