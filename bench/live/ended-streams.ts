import { setTimeout as sleep } from 'node:timers/promises';
import { startRedis } from '../../server/testing/redis.ts';
import { bounded } from '../bounded.ts';
import { quantile, rounded } from '../result.ts';
import type { Figure } from '../result.ts';
import { openStage } from '../stage.ts';
import type { Stage } from '../stage.ts';
import { createPeople } from './create-people.ts';
import { openFollower } from './follower.ts';

const withRedis = 100;
const without = 30;
/** An end that is heard of so late, in seconds, is no figure any more. */
const patience = 30;

/** How long the stream of a session outlives it, of two processes: with their Redis, and after that was killed. */
export async function endedStreams(): Promise<Figure[]> {
  const redis = await startRedis();
  const stage = await openStage({ env: { REDIS_URL: redis.url, CAIRN_PROCESSES: '2' } });
  try {
    const people = await createPeople(stage, withRedis + without);
    const heard: number[] = [];
    for (const one of people.slice(0, withRedis)) heard.push(await timeEnd(stage, one));
    await redis.kill();
    // A change is heard of again once the processes have given the old Redis up.
    await sleep(3000);
    const unheard: number[] = [];
    for (const one of people.slice(withRedis)) unheard.push(await timeEnd(stage, one));
    const name = 'the stream of a session ends after it was revoked, of two processes';
    return [
      {
        name: `${name}, p99`,
        value: rounded(quantile(heard, 0.99)),
        unit: 'ms',
        goal: '<= 250',
        note: `of ${heard.length}, median ${rounded(quantile(heard, 0.5))} ms; from before the call that revokes`,
      },
      {
        name: `${name}, Redis dead: the longest`,
        value: rounded(Math.max(...unheard)),
        unit: 'ms',
        goal: '<= 2000',
        note: `of ${unheard.length}, median ${rounded(quantile(unheard, 0.5))} ms`,
      },
    ];
  } finally {
    await stage.close();
    await redis.remove();
  }
}

/** @returns milliseconds from before a session was revoked by another one until its stream had ended */
async function timeEnd({ instance }: Stage, [followed, other]: [string, string]): Promise<number> {
  const follower = openFollower(Number(new URL(instance.url).port), followed);
  const ended = Promise.withResolvers<void>();
  follower.socket.once('close', () => ended.resolve());
  follower.heard = (chunk) => {
    if (chunk.includes('UNAUTHORIZED')) ended.resolve();
  };
  for (let tries = 0; !follower.isReady; tries += 1) {
    if (tries > 200) throw new Error(`a stream is not told that it is ready: ${follower.first}`);
    await sleep(20);
  }
  const began = performance.now();
  const answer = await fetch(`${instance.url}/api/trpc/session.revokeOthers`, {
    method: 'POST',
    headers: {
      cookie: `cairn.session=${other}`,
      origin: instance.url,
      'content-type': 'application/json',
    },
    body: '{}',
  });
  if (!answer.ok) throw new Error(`not revoked: ${answer.status} ${await answer.text()}`);
  await bounded('the end of a stream', patience, ended.promise);
  follower.socket.destroy();
  return performance.now() - began;
}
