import { firstLoad } from './local/first-load.ts';
import { keys } from './local/keys.ts';
import { memory } from './local/memory.ts';
import { offline } from './local/offline.ts';
import { others } from './local/others.ts';
import { reload } from './local/reload.ts';
import { removal } from './local/removal.ts';
import { replay } from './local/replay.ts';
import { scroll } from './local/scroll.ts';
import { searching } from './local/searching.ts';
import { switchViews } from './local/switch-views.ts';
import { openWorld, warmPage } from './local/world.ts';
import type { World } from './local/world.ts';
import { bounded } from './bounded.ts';
import type { Figure } from './result.ts';

/** How often each thing is done. */
export type Counts = {
  loads: number;
  presses: number;
  switches: number;
  changes: number;
  operations: number;
  most: number;
};
const whole: Counts = {
  loads: 5,
  presses: 40,
  switches: 10,
  changes: 40,
  operations: 5000,
  most: 100_000,
};

type Run = { counts: Counts; figures: Figure[]; isWhole: boolean };

/** How quick a page is with what it has on the device, in workspaces of 300, 10,000 and 100,000 tasks. */
export async function local(counts: Counts = whole): Promise<Figure[]> {
  const run: Run = { counts, figures: [], isWhole: true };
  for (const [tasks, measure] of [
    [300, small],
    [10_000, large],
    [counts.most, huge],
  ] as const) {
    const world = await openWorld(tasks);
    try {
      await measure(world, run);
    } finally {
      await world.close();
    }
  }
  return run.figures;
}

async function small(world: World, run: Run): Promise<void> {
  await loads(world, run, '<= 1500');
  await step(run, 'a project that was taken away', () => removal(world, run.counts.switches));
}

async function large(world: World, run: Run): Promise<void> {
  const { counts } = run;
  await loads(world, run, '<= 2500');
  const { filled } = world;
  const page = await warmPage(world, run.isWhole);
  const goal = '<= 50';
  await step(run, 'views', () => switchViews(page, filled, { rounds: counts.switches, goal }));
  await step(run, 'changes of another', () => others(page, world, counts.changes));
  await step(run, 'search', () => searching(page, filled, counts.presses));
  await step(run, 'keys', () => keys(page, filled, counts.presses));
  await step(run, 'offline operations', () => replay(page, world, counts.operations));
  await page.context().close();
  await step(run, 'scrolling', () => scroll(world));
}

async function huge(world: World, run: Run): Promise<void> {
  const { switches: rounds } = run.counts;
  const page = await warmPage(world, run.isWhole);
  const goal = '<= 100';
  await step(run, 'views', () => switchViews(page, world.filled, { rounds, goal }));
  await step(run, 'memory', () => memory(world, page));
}

async function loads(world: World, run: Run, goal: string): Promise<void> {
  const { loads: rounds } = run.counts;
  await step(run, 'the first load', async () => {
    const { figures, isWhole } = await firstLoad(world, { rounds, goal, awaitWhole: run.isWhole });
    run.isWhole = isWhole;
    return figures;
  });
  await step(run, 'reloads', () => reload(world, { rounds, isWhole: run.isWhole }));
  await step(run, 'without a server', () => offline(world, rounds));
}

/** So long, in seconds, one scenario may take. */
const longest = 300;

/** What fails is told and left out: the others are measured all the same. */
async function step(
  run: Run,
  name: string,
  measure: () => Promise<Figure | Figure[]>,
): Promise<void> {
  try {
    run.figures.push(...[await bounded(name, longest, measure())].flat());
    console.error(`Measured ${name}`);
  } catch (cause) {
    process.exitCode = 1;
    console.error(`Not measured: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}
