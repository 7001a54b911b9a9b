import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Saved } from './result.ts';

const [start, end] = ['<!-- figures -->', '<!-- /figures -->'];
const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** The README with the table of what was saved last between its two marks. */
export function withTable(readme: string, saved: Saved): string {
  const [before, rest] = readme.split(start);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`README.md has no ${start} … ${end}`);
  return `${before}${start}\n${tableOf(saved)}\n${end}${after}`;
}

function tableOf(saved: Saved): string {
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

export function readSaved(): { readme: string; saved: Saved } {
  return {
    readme: readFileSync(file('../README.md'), 'utf8'),
    saved: JSON.parse(readFileSync(file('results.json'), 'utf8')) as Saved,
  };
}

if (import.meta.main) {
  const { readme, saved } = readSaved();
  writeFileSync(file('../README.md'), withTable(readme, saved));
}
