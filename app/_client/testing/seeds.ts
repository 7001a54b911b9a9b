import type { Schedule } from './schedule.ts';

type Faults = (schedule: Schedule) => Promise<readonly string[]>;

/** `SEED` of the environment alone; with `LONG` many that are others each time; else the same few. */
export function seedsOf({ few, many }: { few: number; many: number }): {
  first: number;
  count: number;
} {
  const { SEED, LONG } = process.env;
  if (SEED) return { first: Number(SEED), count: 1 };
  return LONG ? { first: Date.now() % 1_000_000_000, count: many } : { first: 1, count: few };
}

/** The first life that ends with faults, with its seed and without moments that they do not need; null where none does. */
export async function firstFault(
  { first, count }: ReturnType<typeof seedsOf>,
  lifeOf: (seed: number) => Schedule,
  faultsAfter: Faults,
): Promise<string | null> {
  for (let seed = first; seed < first + count; seed += 1) {
    const schedule = lifeOf(seed);
    const faults = await faultsAfter(schedule);
    if (faults.length === 0) continue;
    const short = await shrunk(schedule, faultsAfter);
    return `SEED=${seed}: ${faults.join('; ')}\n${JSON.stringify(short, null, 1)}`;
  }
  return null;
}

async function shrunk({ pages, moments }: Schedule, faultsAfter: Faults): Promise<Schedule> {
  let short = moments;
  for (let at = short.length - 1; at >= 0; at -= 1) {
    const without = short.toSpliced(at, 1);
    if ((await faultsAfter({ pages, moments: without })).length > 0) short = without;
  }
  return { pages, moments: short };
}
