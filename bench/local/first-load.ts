import { quantile, rounded } from '../result.ts';
import type { Figure } from '../result.ts';
import { opening, watchOpening } from '../opening.ts';
import { isWholeWithin } from './device.ts';
import { longestWhole } from './world.ts';
import type { World } from './world.ts';

type Wanted = { rounds: number; goal: string; awaitWhole: boolean };

/** The first visit of a browser that has nothing but a session, until Today is usable, and until the workspace is here. */
export async function firstLoad(
  { stage, filled, fresh }: World,
  { rounds, goal, awaitWhole }: Wanted,
): Promise<{ figures: Figure[]; isWhole: boolean }> {
  const { today } = filled.places;
  const of = `first ever load, ${filled.tasks.toLocaleString('en')} tasks in the workspace`;
  const times: number[] = [];
  let wholeAt: number | null = null;
  for (let round = 0; round < rounds; round += 1) {
    const context = await fresh();
    const page = await context.newPage();
    await watchOpening(page, today.size);
    const url = stage.instance.url + today.path;
    const { usable, all } = await opening(page, () => page.goto(url));
    times.push(Math.max(usable, all));
    const isLast = round === rounds - 1;
    if (isLast && awaitWhole && (await isWholeWithin(page, longestWhole)))
      wholeAt = await page.evaluate(() => performance.now());
    await context.close();
  }
  const isWhole = wholeAt !== null;
  const missing = awaitWhole && !isWhole ? `; not whole on the device in ${longestWhole} s` : '';
  const usable: Figure = {
    name: `${of}: Today usable`,
    value: Math.round(quantile(times, 0.5)),
    unit: 'ms',
    goal,
    note: `median of ${rounds}; slowest ${Math.round(quantile(times, 1))} ms; all ${today.size} rows known and a key moves the cursor${missing}`,
  };
  if (wholeAt === null) return { figures: [usable], isWhole };
  const whole: Figure = {
    name: `${of}: all of it on the device`,
    value: rounded(wholeAt / 1000),
    unit: 's',
    note: 'in the background, while Today is used',
  };
  return { figures: [usable, whole], isWhole };
}
