import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { startRedis } from '../redis.ts';
import type { TestRedis } from '../redis.ts';
import { pick } from './stage.ts';
import type { Stage } from './stage.ts';

export const faultNames = [
  'restarted empty',
  'restarted with an old snapshot',
  'saved',
  'failed over with lost writes',
  'slow',
  'stalled',
  'out of memory',
  'dead',
  'one process cut off',
  'a process killed',
] as const;
export type FaultName = (typeof faultNames)[number];

export type Faults = {
  /** Something goes wrong, or what was wrong is mended. */
  next(): Promise<void>;
  isOn(): boolean;
  mend(): Promise<void>;
  close(): Promise<void>;
};

/** What can happen to Redis, to the way there, and to the processes. */
export function faultsOf(stage: Stage, only?: readonly FaultName[]): Faults {
  const { apps, redis, played } = stage;
  let mend: (() => Promise<void> | void) | null = null;
  let replica: TestRedis | null = null;
  const both = (act: (relay: Stage['apps'][number]['redis']) => void) => {
    for (const app of apps) act(app.redis);
  };
  const faults: Record<FaultName, () => Promise<(() => Promise<void> | void) | null>> = {
    async 'restarted empty'() {
      await redis.restart('nothing');
      return null;
    },
    async 'restarted with an old snapshot'() {
      await redis.restart('data');
      return null;
    },
    async saved() {
      await redis.save();
      return null;
    },
    async 'failed over with lost writes'() {
      replica ??= await startRedis();
      await replica.tell(`REPLICAOF 127.0.0.1 ${redis.port}`);
      await sleep(300);
      // From here on it hears nothing of what the master is told.
      await replica.tell('CLIENT KILL TYPE master');
      await replica.tell('REPLICAOF NO ONE');
      await sleep(randomInt(200));
      const { port } = replica;
      both((relay) => relay.point(port));
      return () => both((relay) => relay.point(redis.port));
    },
    async slow() {
      const ms = pick([20, 60, 200, 30_000]);
      both((relay) => relay.delay(ms));
      return () => both((relay) => relay.delay(0));
    },
    async stalled() {
      both((relay) => relay.stall(true));
      return () => both((relay) => relay.stall(false));
    },
    async 'out of memory'() {
      await redis.tell('CONFIG SET maxmemory 1');
      return async () => void (await redis.tell('CONFIG SET maxmemory 0'));
    },
    async dead() {
      await redis.kill();
      return () => redis.restart('nothing');
    },
    async 'one process cut off'() {
      const { redis: relay } = pick(apps);
      relay.cut(true);
      return () => relay.cut(false);
    },
    async 'a process killed'() {
      await pick(apps).replace();
      return null;
    },
  };
  const heal = async () => {
    await mend?.();
    mend = null;
    await settled(stage);
  };
  return {
    async next() {
      if (mend !== null) return heal();
      const name = pick(only ?? faultNames);
      played.faults[name] = (played.faults[name] ?? 0) + 1;
      mend = (await faults[name]()) ?? null;
      // What comes back at once is also met before anybody has noticed.
      if (mend === null && randomInt(2) === 0) await settled(stage);
    },
    isOn: () => mend !== null,
    mend: heal,
    close: async () => replica?.remove(),
  };
}

/** Waits until what was broken is in use again, or for four seconds: a fault that nobody writes under changes nothing. */
async function settled({ apps }: Stage): Promise<void> {
  for (let tries = 0; tries < 80; tries += 1) {
    const used = await Promise.all(apps.map((app) => app.isUsed()));
    if (used.every(Boolean)) return;
    await sleep(50);
  }
}
