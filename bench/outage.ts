import { setTimeout as sleep } from 'node:timers/promises';
import type { TaskOutput } from '../server/task/schema.ts';
import { startRedis } from '../server/testing/redis.ts';
import { openRelay } from '../server/testing/relay.ts';
import { quantile, rounded } from './result.ts';
import type { Figure } from './result.ts';
import { openStage } from './stage.ts';
import type { Stage } from './stage.ts';

const calls = 300;
const tasks = 50;

/** Reads and writes before Redis fails, the first write after, and both once everybody knows. */
export async function outage(): Promise<Figure[]> {
  const redis = await startRedis();
  const relay = await openRelay(redis.port);
  const stage = await openStage({
    env: { REDIS_URL: `redis://127.0.0.1:${relay.port}` },
  });
  try {
    const taskId = await fill(stage);
    const figures: Figure[] = [];
    const ways: [string, (on: boolean) => void][] = [
      ['cut off', (on) => relay.cut(on)],
      ['stalled', (on) => relay.stall(on)],
      ['slow (30 s)', (on) => relay.delay(on ? 30_000 : 0)],
    ];
    for (const [name, fail] of ways)
      figures.push(...(await failing({ stage, taskId, name, fail })));
    return figures;
  } finally {
    await stage.close();
    await relay.remove();
    await redis.remove();
  }
}

async function fill({ api, workspaceId, inboxId }: Stage): Promise<string> {
  let last = '';
  for (let n = 0; n < tasks; n += 1) {
    const made = { workspaceId, projectId: inboxId, title: `task ${n}` };
    last = (await api.mutate<TaskOutput>('task.create', made)).id;
  }
  return last;
}

type Outage = { stage: Stage; taskId: string; name: string; fail: (on: boolean) => void };

async function failing({ stage, taskId, name, fail }: Outage): Promise<Figure[]> {
  const { api, workspaceId, inboxId } = stage;
  const read = () => timed(() => api.query('task.list', { workspaceId, projectId: inboxId }));
  const write = () =>
    timed(() => api.mutate('task.update', { workspaceId, taskId, set: { priority: 2 } }));
  const both = async () => {
    const times = { read: [] as number[], write: [] as number[] };
    for (let n = 0; n < calls; n += 1) {
      times.read.push(await read());
      if (n % 3 === 0) times.write.push(await write());
    }
    return times;
  };
  await sleep(3000);
  await both();
  const before = await both();
  fail(true);
  const firstRead = await read();
  const firstWrite = await write();
  await sleep(1000);
  const after = await both();
  fail(false);
  // Longer than a generation that failed once is waited for.
  await sleep(5000);
  const slower = (kind: 'read' | 'write'): Figure => ({
    name: `Redis ${name}: a ${kind} takes longer at p95 after a second`,
    value: rounded(quantile(after[kind], 0.95) - quantile(before[kind], 0.95), 2),
    unit: 'ms',
    goal: '<= 10',
    note: `${rounded(quantile(before[kind], 0.95), 2)} ms before, ${rounded(quantile(after[kind], 0.95), 2)} ms after`,
  });
  return [
    { name: `Redis ${name}: the first read`, value: rounded(firstRead, 1), unit: 'ms' },
    { name: `Redis ${name}: the first write`, value: rounded(firstWrite, 1), unit: 'ms' },
    slower('read'),
    slower('write'),
  ];
}

async function timed(call: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await call();
  return performance.now() - start;
}
