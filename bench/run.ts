import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Figure, Saved } from './result.ts';
import { tableOf } from './table.ts';

const benches: Record<string, () => Promise<Figure[]>> = {
  fresh: async () => (await import('./fresh.ts')).fresh(),
  start: async () => (await import('./start.ts')).start(),
  page: async () => (await import('./page.ts')).page(),
  lighthouse: async () => (await import('./lighthouse.ts')).lighthouse(),
  writes: async () => (await import('./writes.ts')).writes(),
  hot: async () => (await import('./hot.ts')).hot(),
  reads: async () => (await import('./reads.ts')).reading(),
  search: async () => (await import('./search.ts')).search(),
  outage: async () => (await import('./outage.ts')).outage(),
  import: async () => (await import('./import.ts')).importing(),
  overload: async () => (await import('./overload.ts')).overload(),
  grpc: async () => (await import('./grpc.ts')).grpc(),
  views: async () => (await import('./views.ts')).views(),
  local: async () => (await import('./local.ts')).local(),
  live: async () => (await import('./live.ts')).live(),
  chips: async () => (await import('./chips.ts')).chips(),
  'quick-add': async () => (await import('./quick-add.ts')).quickAdd(),
  recurrence: async () => (await import('./recurrence.ts')).recurrence(),
  reminders: async () => (await import('./reminders.ts')).reminders(),
};

const results = fileURLToPath(new URL('results.json', import.meta.url));
const usage = `npm run bench [-- ${Object.keys(benches).join(' | ')} …]

Measures what is named, or everything, and prints JSON, and a table on stderr. --save also keeps it in bench/results.json,
from which "npm run bench:table" writes the tables of the README and of docs/.`;

const words = process.argv.slice(2);
const names = words.filter((word) => !word.startsWith('--'));
const unknown = words.find((word) => !(word in benches) && word !== '--save' && word !== '--help');

if (unknown !== undefined || words.includes('--help')) {
  console.log(unknown === undefined ? usage : `Unknown: ${unknown}\n\n${usage}`);
  process.exit(unknown === undefined ? 0 : 2);
}

const machine = `Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'})`;
const measured: Saved = {};
for (const name of names.length > 0 ? names : Object.keys(benches)) {
  console.error(`Measuring ${name}`);
  measured[name] = { machine, figures: (await benches[name]?.()) ?? [] };
}
console.log(JSON.stringify(measured, null, 2));
console.error(tableOf(measured));
if (words.includes('--save')) {
  const before = JSON.parse(await readFile(results, 'utf8').catch(() => '{}')) as Saved;
  const all = { ...before, ...measured };
  const inOrder = Object.keys(benches).flatMap((name) => (all[name] ? [[name, all[name]]] : []));
  await writeFile(results, `${JSON.stringify(Object.fromEntries(inOrder), null, 2)}\n`);
}
