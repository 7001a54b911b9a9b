import { startRedis } from '../server/testing/redis.ts';
import { createPeople } from './live/create-people.ts';
import { endedStreams } from './live/ended-streams.ts';
import { openFollower } from './live/follower.ts';
import type { Follower } from './live/follower.ts';
import { cpuSeconds, residentMb } from './process.ts';
import { quantile, rounded } from './result.ts';
import type { Figure } from './result.ts';
import { openStage } from './stage.ts';
import type { Stage } from './stage.ts';

/** Streams of one person at most, by the server's own limit. */
const perPerson = 20;
const sizes = [1000, 10_000];

/** How long a change takes to those who follow its workspace, and what a follower costs a process. */
export async function live(): Promise<Figure[]> {
  return [...(await acrossProcesses()), ...(await endedStreams()), ...(await manyStreams())];
}

/** A few followers of two processes with a Redis: half of them hear of what the other process wrote. */
async function acrossProcesses(): Promise<Figure[]> {
  const redis = await startRedis();
  const followers: Follower[] = [];
  const stage = await openStage({ env: { REDIS_URL: redis.url, CAIRN_PROCESSES: '2' } });
  try {
    const sessions = (await createPeople(stage, 2)).map(([session]) => session);
    await follow(stage, { followers, size: 2 * perPerson, sessions });
    const { times } = await timeChanges(stage, followers, 100);
    return [0.5, 0.99].map((q) => ({
      name: `a change to ${followers.length} streams of two processes, p${q * 100} of all`,
      value: rounded(quantile(times, q)),
      unit: 'ms',
      goal: q === 0.5 ? '<= 30' : '<= 120',
    }));
  } finally {
    for (const { socket } of followers) socket.destroy();
    await stage.close();
    await redis.remove();
  }
}

async function manyStreams(): Promise<Figure[]> {
  const stage = await openStage();
  const followers: Follower[] = [];
  try {
    const people = await createPeople(stage, Math.max(...sizes) / perPerson);
    const sessions = people.map(([session]) => session);
    const figures: Figure[] = [];
    const { pid } = stage.instance;
    const before = await residentMb(pid);
    for (const size of sizes) {
      await follow(stage, { followers, size, sessions });
      const resident = await residentMb(pid);
      const { times, cpu } = await timeChanges(stage, followers, 20);
      figures.push(
        {
          name: `a change to ${size} streams of one process, p99 of all`,
          value: rounded(quantile(times, 0.99)),
          unit: 'ms',
          ...(size === 10_000 ? { goal: '<= 300' } : {}),
          note: `p50 ${rounded(quantile(times, 0.5))} ms; ${rounded(cpu)} µs of CPU a stream`,
        },
        {
          name: `memory of a stream, of ${size}`,
          value: rounded(((resident - before) * 1000) / size),
          unit: 'kB',
          ...(size === 10_000 ? { goal: '<= 20' } : {}),
        },
      );
    }
    return figures;
  } finally {
    for (const { socket } of followers) socket.destroy();
    await stage.close();
  }
}

type Crowd = { followers: Follower[]; size: number; sessions: string[] };

/** Opens streams until there are so many, some at a time: more at once a server that is late turns away. */
async function follow({ instance }: Stage, { followers, size, sessions }: Crowd): Promise<void> {
  const port = Number(new URL(instance.url).port);
  while (followers.length < size) {
    const some = Array.from({ length: Math.min(20, size - followers.length) }, (_, at) =>
      openFollower(port, sessions[Math.floor((followers.length + at) / perPerson)] ?? ''),
    );
    followers.push(...some);
    for (let tries = 0; some.some(({ isReady }) => !isReady); tries += 1) {
      const [waiting] = some.filter(({ isReady }) => !isReady);
      if (tries > 600) throw new Error(`a stream is not told that it is ready: ${waiting?.first}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** Milliseconds from before a change was sent until each follower had it, one change after another. */
async function timeChanges(
  { api, workspaceId, instance }: Stage,
  followers: readonly Follower[],
  changes: number,
): Promise<{ times: number[]; cpu: number }> {
  const project = await api.mutate<{ id: string }>('project.create', {
    workspaceId,
    name: 'Followed',
    colour: 'grey',
  });
  const times: number[] = [];
  let spent = 0;
  // The first is told after that of the project, and is not counted: it waits for two.
  for (let n = 0; n <= changes; n += 1) {
    const title = `Change ${n} of ${followers.length}`;
    const before = await cpuSeconds(instance.pid);
    const heard = hearing(followers, title);
    await api.mutate('task.create', { workspaceId, projectId: project.id, title });
    const took = await heard;
    if (n > 0) {
      times.push(...took);
      spent += (await cpuSeconds(instance.pid)) - before;
    }
    await new Promise((done) => setTimeout(done, 200));
  }
  return { times, cpu: (spent / changes / followers.length) * 1e6 };
}

/** Resolves once all followers were told a text, with the milliseconds from now until each was. */
async function hearing(followers: readonly Follower[], text: string): Promise<number[]> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const times: number[] = [];
  const startedAt = performance.now();
  for (const follower of followers)
    follower.heard = (chunk) => {
      if (!chunk.includes(text)) return;
      follower.heard = () => undefined;
      times.push(performance.now() - startedAt);
      if (times.length === followers.length) resolve();
    };
  const late = setTimeout(
    () => reject(new Error(`${followers.length - times.length} streams were not told`)),
    30_000,
  );
  await promise;
  clearTimeout(late);
  return times;
}
