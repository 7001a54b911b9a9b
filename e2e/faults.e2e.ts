import { expect, test } from '@playwright/test';
import { tellFigures } from '../server/testing/fleet/tell-figures.ts';
import { planted } from './faults/planted.ts';
import { play } from './faults/play.ts';
import type { Played } from './faults/play.ts';
import { roundOf } from './faults/schedule.ts';
import { openStage } from './faults/stage.ts';
import type { Stage } from './faults/stage.ts';

// A trace of many browsers would take longer than they do; a seed says as much.
test.use({ trace: 'off' });
// Some seconds on a machine of its own; on a busy one many browsers take their time.
test.describe.configure({ timeout: 300_000 });

const { SEED, LONG } = process.env;
const many = 50;
/** Each day has long rounds of its own; within a day they stay, for each worker reads this file anew. */
const ofToday = Math.floor(Date.now() / 86_400_000) * many;
/** Three in which everything happens that can. */
const short = { first: 15, count: 3 };
const first = SEED ? Number(SEED) : LONG ? ofToday : short.first;
const count = SEED ? 1 : LONG ? many : short.count;

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
    if (seconds.length === 0) return;
    const sum = seconds.reduce((all, one) => all + one, 0);
    const each = `${(sum / seconds.length).toFixed(1)} s`;
    tellFigures({ rounds: seconds.length, each, ops, met: Object.fromEntries(met) });
  });

  for (let seed = first; seed < first + count; seed += 1) {
    test(`SEED=${seed}: browsers and server agree in the end, and nothing is lost`, async ({
      browser,
    }) => {
      const began = performance.now();
      const played: Played = await play(stage!, roundOf(seed), { browser, patience: 60_000 });
      seconds.push((performance.now() - began) / 1000);
      ops += played.ops;
      for (const name of played.met) met.set(name, (met.get(name) ?? 0) + 1);
      expect(played.faults, `SEED=${seed} npx playwright test e2e/faults`).toEqual([]);
    });
  }
});

// Who replays a seed wants that round alone.
if (!SEED)
  for (const { bug, name, round, says } of planted)
    test(`planted, ${bug ?? 'in the browser'}: ${name}`, async ({ browser }) => {
      const stage = await openStage(bug);
      try {
        const { faults } = await play(stage, round, { browser, patience: 3_000 });
        expect(faults).toContainEqual(expect.stringMatching(says));
      } finally {
        await stage.remove();
      }
    });
