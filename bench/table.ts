import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Saved } from './result.ts';

const [start, end] = ['<!-- figures -->', '<!-- /figures -->'];
const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** What stands beside other servers in one run, and has words of its own. */
const ofServers: ReadonlySet<string> = new Set(['hot', 'grpc']);

/** What whoever comes by need not know. */
const atLength: ReadonlySet<string> = new Set(['views', 'lighthouse', 'recurrence']);

/** Where figures stand: all of them, and for whoever comes by those that say most. */
export const places = {
  '../docs/figures.md': (bench: string) => !ofServers.has(bench),
  '../docs/benchmarks.md': (bench: string) => bench === 'hot',
  '../docs/grpc.md': (bench: string) => bench === 'grpc',
  '../README.md': (bench: string) => !ofServers.has(bench) && !atLength.has(bench),
} satisfies Record<string, (bench: string) => boolean>;

export type Place = keyof typeof places;

/** A text with the table of what was saved last between its two marks. */
export function withTable(place: Place, saved: Saved): string {
  const [before, rest] = readText(place).split(start);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`${place} has no ${start} … ${end}`);
  const shown = Object.fromEntries(Object.entries(saved).filter(([name]) => places[place](name)));
  return `${before}${start}\n${tableOf(shown)}\n${end}${after}`;
}

export const readText = (place: Place) => readFileSync(file(place), 'utf8');

/** The figures as Markdown. */
export function tableOf(saved: Saved): string {
  const rows = Object.values(saved).flatMap(({ figures }) =>
    figures.map(
      ({ name, value, unit, goal, note }) =>
        `| ${name}${note ? ` (${note})` : ''} | ${value} ${unit} | ${goal ?? ''} |`,
    ),
  );
  const machines = new Set(Object.values(saved).map(({ machine }) => machine));
  return [
    '| What | Measured | Goal |',
    '|---|---:|---:|',
    ...rows,
    '',
    `${[...machines].join('; ')}.`,
  ].join('\n');
}

export const readSaved = () => JSON.parse(readFileSync(file('results.json'), 'utf8')) as Saved;

if (import.meta.main) {
  for (const place of Object.keys(places) as Place[])
    writeFileSync(file(place), withTable(place, readSaved()));
}
