import { setTimeout as sleep } from 'node:timers/promises';
import { createHome, startInstance } from '../server/testing/instance.ts';
import { residentMb } from './process.ts';
import { quantile, rounded } from './result.ts';
import type { Figure } from './result.ts';

const rounds = 5;
const idle = 15_000;

/** A start with data and build in place, until the line with the URL; then the memory of the idle process. */
export async function start(): Promise<Figure[]> {
  const home = await createHome({ NODE_ENV: 'production' });
  try {
    await (await startInstance(home)).stop();
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const from = performance.now();
      const instance = await startInstance(home);
      times.push((performance.now() - from) / 1000);
      await instance.stop();
    }
    const instance = await startInstance(home);
    await fetch(`${instance.url}/sign-in`);
    await sleep(idle);
    const memory = await residentMb(instance.pid);
    await instance.stop();
    return [
      {
        name: 'warm start',
        value: rounded(quantile(times, 0.5), 2),
        unit: 's',
        goal: '<= 3',
        note: `median of ${rounds}`,
      },
      {
        name: 'memory when idle',
        value: Math.round(memory),
        unit: 'MB',
        goal: '<= 250',
        note: 'RSS of the app after one page',
      },
    ];
  } finally {
    await home.remove();
  }
}
