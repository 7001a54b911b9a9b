// The import law, and the proof that it was applied to every import of every file: a parser that
// understands nothing finds no violation either.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { cruise } from 'dependency-cruiser';

const roots = ['app', 'server', 'db', 'bin', 'e2e', 'bench'];
const code = /(?<![.]d)[.](ts|tsx|mjs|js)$/;

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && code.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

async function checkLayers() {
  const { default: config } = await import(pathToFileURL(resolve('.dependency-cruiser.mjs')).href);
  const present = new Set(readdirSync('.'));
  const files = roots.filter((name) => present.has(name)).flatMap(filesBelow);
  const { output } = await cruise(files, {
    ...config.options,
    validate: true,
    ruleSet: { forbidden: config.forbidden },
  });
  const read = new Map(output.modules.map(({ source, dependencies }) => [source, dependencies]));
  return [
    ...(files.length === 0 ? ['no file was found'] : []),
    ...files.flatMap((path) => unread(path, read.get(path))),
    ...output.summary.violations.map(describe),
  ];
}

/** What the parser overlooked, by a plain look at the lines that begin with `import`; tests hold such lines as text. */
function unread(path, dependencies) {
  if (!dependencies) return [`${path} was not read`];
  if (path.includes('.test.')) return [];
  const seen = new Set(dependencies.map(({ module }) => module));
  const lines = readFileSync(path, 'utf8').matchAll(/^import [^'`;]*'([.][^']+)';$/gm);
  return [...lines].flatMap(([, source]) =>
    seen.has(source) ? [] : [`${path}: its import of ${source} was not read`],
  );
}

function describe({ rule, from, to, cycle }) {
  const way = cycle ? cycle.map(({ name }) => name).join(' -> ') : to;
  return `${rule.name}: ${from} -> ${way}`;
}

const found = await checkLayers();
for (const line of found) console.error(line);
process.exitCode = found.length > 0 ? 1 : 0;
