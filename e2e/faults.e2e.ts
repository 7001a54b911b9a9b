import { expect, test } from '@playwright/test';
import { seedsOf } from '../app/_client/testing/seeds.ts';
import { play } from './faults/play.ts';
import type { Played } from './faults/play.ts';
import { roundOf } from './faults/schedule.ts';
import { openStage } from './faults/stage.ts';
import type { Stage } from './faults/stage.ts';

// A trace of many browsers would take longer than they do; a seed says as much.
test.use({ trace: 'off' });

const { first, count } = seedsOf({ few: 3, many: 50 });

test.describe('rounds', () => {
  let stage: Stage | undefined;
  const seconds: number[] = [];
  const met = new Map<string, number>();
  let ops = 0;
  test.beforeAll(async () => {
    stage = await openStage();
  });
  test.afterAll(async () => {
    await stage?.remove();
    const sum = seconds.reduce((all, one) => all + one, 0);
    const faults = [...met].map(([name, times]) => `${times} × ${name}`).join(', ');
    const each = (sum / seconds.length).toFixed(1);
    console.log(`figures: ${seconds.length} rounds of ${each} s, ${ops} operations, ${faults}`);
  });

  for (let seed = first; seed < first + count; seed += 1) {
    test(`SEED=${seed}: browsers and server agree in the end, and nothing is lost`, async ({
      browser,
    }) => {
      const began = performance.now();
      const played: Played = await play(stage!, roundOf(seed), { browser, patience: 20_000 });
      seconds.push((performance.now() - began) / 1000);
      ops += played.ops;
      for (const name of played.met) met.set(name, (met.get(name) ?? 0) + 1);
      expect(played.faults).toEqual([]);
    });
  }
});
