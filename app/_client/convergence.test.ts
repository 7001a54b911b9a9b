import { describe, expect, test } from 'vitest';
import { scheduleOf } from './testing/schedule.ts';
import type { Schedule } from './testing/schedule.ts';
import { faultsOf, live } from './testing/universe.ts';
import type { Plant } from './testing/universe.ts';

/** Of one seed alone: `SEED=17 npx vitest run --project unit app/_client/convergence.test.ts`. */
const alone = process.env['SEED'];
const first = Number(alone ?? (process.env['LONG'] ? Date.now() % 1_000_000_000 : 1));
const count = alone ? 1 : process.env['LONG'] ? 200_000 : 4_000;

async function faultsAfter(schedule: Schedule, plant: Plant | null = null): Promise<string[]> {
  try {
    return await faultsOf(await live(schedule, { plant }));
  } catch (error) {
    return [String(error)];
  }
}

/** The same life without moments that the faults do not need. */
async function shrunk({ pages, moments }: Schedule): Promise<Schedule> {
  let short = moments;
  for (let at = short.length - 1; at >= 0; at -= 1) {
    const without = short.toSpliced(at, 1);
    if ((await faultsAfter({ pages, moments: without })).length > 0) short = without;
  }
  return { pages, moments: short };
}

test('pages end as the server, whatever came late, twice, in part or never; nothing vanishes, nothing is done twice', async () => {
  for (let seed = first; seed < first + count; seed += 1) {
    const schedule = scheduleOf(seed);
    const faults = await faultsAfter(schedule);
    if (faults.length === 0) continue;
    expect.fail(
      `SEED=${seed}: ${faults.join('; ')}\n${JSON.stringify(await shrunk(schedule), null, 1)}`,
    );
  }
}, 600_000);

describe('it would find', () => {
  test.each<[Plant, RegExp]>([
    ['outbox-dropped-on-error', /vanished|does not empty/],
    ['field-lost-in-rebase', /otherwise than meant/],
    ['retry-without-op-id', /nobody meant it/],
    ['deleted-resurrects', /shows something else/],
  ])('%s', async (plant, said) => {
    let found = '';
    for (let seed = 1; seed < 3_000 && !said.test(found); seed += 1)
      found = (await faultsAfter(scheduleOf(seed), plant)).join('; ');
    expect(found).toMatch(said);
  });
});
