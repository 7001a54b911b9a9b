import process from 'node:process';
import { checkAnswer } from './hot/column.ts';
import type { Column } from './hot/column.ts';
import { cairnList, columnsOf, hotHit, nextRoute } from './hot/columns.ts';
import { installTools } from './hot/install-tools.ts';
import { load } from './hot/load.ts';
import type { Reading } from './hot/load.ts';
import { openServers, tasks } from './hot/open-servers.ts';
import { timeLookups } from './hot/time-lookups.ts';
import { quantile, rounded } from './result.ts';
import type { Figure } from './result.ts';

const rounds = 5;
const seconds = 3;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What each column did, round by round. */
type Table = Map<string, Reading[]>;

/** CPU of the server's process a call, and calls a second, of Cairn's hot path and of what it is held against. */
export async function hot(): Promise<Figure[]> {
  await installTools({ wrk: 'wrk', 'redis-server': 'redis-server' });
  const closing: (() => Promise<void>)[] = [];
  const close = async () => {
    for (let stop = closing.pop(); stop; stop = closing.pop()) await stop().catch(console.error);
  };
  const giveUp = () => void close().finally(() => process.exit(1));
  for (const signal of signals) process.once(signal, giveUp);
  try {
    const { servers, redis, padding } = await openServers(closing);
    const columns = columnsOf(servers);
    const bytes = new Map<string, number>();
    for (const column of columns) bytes.set(column.name, await checkAnswer(column, tasks));
    for (const column of columns) await warm(column);
    const table = await alternate(columns);
    for (const column of columns) await checkAnswer(column, tasks);
    return [
      ...columns.flatMap((column) => figuresOf(column, table, bytes.get(column.name) ?? 0)),
      ...besideNext(table),
      ...(await timeLookups(servers.cached, { redis, padding })),
    ];
  } finally {
    await close();
    for (const signal of signals) process.off(signal, giveUp);
  }
}

/** Code that has run a few hundred times is still being compiled, and a slow server gets no further in a round. */
async function warm(column: Column): Promise<void> {
  let calls = 0;
  for (let time = 0; time < 5 && calls < 3000; time += 1) {
    // A server that just began may turn calls away.
    const warmed = await load(column, 2).catch(() => null);
    calls += warmed?.calls ?? 0;
  }
}

/** A B A B, so that a machine that changes its speed does so for all. */
async function alternate(columns: Column[]): Promise<Table> {
  const table: Table = new Map(columns.map(({ name }) => [name, []]));
  for (let round = 1; round <= rounds; round += 1) {
    for (const column of columns) {
      const reading = await load(column, seconds);
      table.get(column.name)?.push(reading);
      const { cpu, perSecond } = reading;
      console.error(`${round} ${column.name}: ${rounded(cpu)} µs, ${Math.round(perSecond)} /s`);
    }
  }
  return table;
}

const goals: Record<string, string> = {
  [hotHit]: '<= 0.5, must <= 0.8',
  [cairnList]: '<= 1, must <= 1.3',
};

function figuresOf({ name, against }: Column, table: Table, bytes: number): Figure[] {
  const own = table.get(name) ?? [];
  const other = table.get(against);
  const perSecond = quantile(of(own, 'perSecond'), 0.5);
  const [p50, p99] = [quantile(of(own, 'p50'), 0.5), quantile(of(own, 'p99'), 0.5)];
  const said = `${Math.round(perSecond)} calls a second, p50 ${rounded(p50, 2)} ms, p99 ${rounded(p99, 2)} ms, ${bytes} bytes`;
  const cpu = of(own, 'cpu');
  const figures: Figure[] = [
    {
      name: `${name}: CPU a call`,
      value: rounded(quantile(cpu, 0.5)),
      unit: 'µs',
      note: `${rounded(Math.min(...cpu))}-${rounded(Math.max(...cpu))}; ${said}`,
    },
  ];
  if (other === undefined || name === against) return figures;
  const ratios = ratiosOf(own, other, 'cpu');
  const calls = ratiosOf(own, other, 'perSecond');
  const goal = goals[name];
  figures.push({
    name: `${name}: CPU against ${against}`,
    value: rounded(quantile(ratios, 0.5), 2),
    unit: 'x',
    ...(goal ? { goal } : {}),
    note: `${spread(ratios)} in ${rounds} rounds; calls a second ${rounded(quantile(calls, 0.5), 2)} x`,
  });
  return figures;
}

function besideNext(table: Table): Figure[] {
  const [own, other] = [table.get(hotHit) ?? [], table.get(nextRoute) ?? []];
  const calls = ratiosOf(own, other, 'perSecond');
  const cpu = ratiosOf(other, own, 'cpu');
  return [
    {
      name: `${hotHit}: calls a second against a Next route handler`,
      value: rounded(quantile(calls, 0.5)),
      unit: 'x',
      goal: '>= 20',
      note: `${spread(calls)}; of the CPU of a call ${rounded(quantile(cpu, 0.5))} x less`,
    },
  ];
}

const of = (readings: Reading[], field: keyof Reading) => readings.map((one) => one[field]);

const ratiosOf = (own: Reading[], other: Reading[], field: keyof Reading) =>
  own.map((one, round) => one[field] / (other[round]?.[field] ?? Number.NaN));

const spread = (values: number[]) =>
  `${rounded(Math.min(...values), 2)}-${rounded(Math.max(...values), 2)}`;
