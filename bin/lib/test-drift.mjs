// The migrations say what the schema says: generating from a copy of them adds nothing.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

const { default: config } = await import(pathToFileURL(resolve('drizzle.config.ts')).href);
const folder = mkdtempSync(join(tmpdir(), 'cairn-drift-'));
try {
  const copy = join(folder, 'drizzle');
  cpSync(config.out, copy, { recursive: true });
  const before = new Set(readdirSync(copy));
  const { status, stdout, stderr } = spawnSync(
    'drizzle-kit',
    [
      'generate',
      '--dialect',
      config.dialect,
      '--schema',
      config.schema,
      '--out',
      relative('.', copy),
    ],
    { encoding: 'utf8', timeout: 120_000 },
  );
  const added = readdirSync(copy).filter((name) => !before.has(name));
  if (status !== 0) process.stderr.write(`${stdout}${stderr}`);
  for (const name of added) {
    console.error(`the schema has drifted from ${config.out}: run "npm run generate"; it adds`);
    console.error(readFileSync(join(copy, name), 'utf8'));
  }
  process.exitCode = status === 0 && added.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
