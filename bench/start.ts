import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createHome, startInstance } from '../server/testing/instance.ts';
import { npmStart } from './npm-start.ts';
import { residentMb } from './process.ts';
import { quantile, rounded } from './result.ts';
import type { Figure } from './result.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const rounds = 5;
const idle = 15_000;

/** `npm start` with data and build in place, until the line with the URL; then the memory of the idle process. */
export async function start(): Promise<Figure[]> {
  const home = await createHome({ NODE_ENV: 'production' });
  try {
    const times: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const cairn = await npmStart(root, { CAIRN_DATA: home.dataDir });
      times.push(cairn.seconds);
      await cairn.stop();
    }
    const instance = await startInstance(home);
    await fetch(`${instance.url}/sign-in`);
    await sleep(idle);
    const memory = await residentMb(instance.pid);
    await instance.stop();
    return [
      {
        name: 'warm start',
        // The first one made the database.
        value: rounded(quantile(times.slice(1), 0.5), 2),
        unit: 's',
        goal: '<= 3',
        note: `npm start, median of ${rounds}`,
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
