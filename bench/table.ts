import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Figure } from './result.ts';

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const { node, cores, cpu, measured } = JSON.parse(await readFile(file('results.json'), 'utf8')) as {
  node: string;
  cores: number;
  cpu: string;
  measured: Record<string, Figure[]>;
};
const rows = Object.values(measured)
  .flat()
  .map(
    ({ name, value, unit, goal, note }) =>
      `| ${name}${note ? ` (${note})` : ''} | ${value} ${unit} | ${goal ?? ''} |`,
  );
const table = [
  '| What | Measured | Goal |',
  '|---|---:|---:|',
  ...rows,
  '',
  `Node ${node}, ${cores} cores (${cpu}).`,
].join('\n');
const readme = await readFile(file('../README.md'), 'utf8');
const [start, end] = ['<!-- figures -->', '<!-- /figures -->'];
const [before, rest] = readme.split(start);
const after = rest?.split(end)[1];
if (before === undefined || after === undefined)
  throw new Error(`README.md has no ${start} … ${end}`);
await writeFile(file('../README.md'), `${before}${start}\n${table}\n${end}${after}`);
