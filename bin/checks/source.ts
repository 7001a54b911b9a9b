import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of the repository: path from the root with `/`, and what stands in it. */
export type SourceFile = { path: string; text: string };

/** Something that a check found; `line` counts from 1. */
export type Violation = { path: string; line: number; message: string };

const notOurs = new Set([
  'node_modules',
  '.git',
  '.next',
  'data',
  '.cache',
  'test-results',
  'playwright-report',
]);
const asText = /[.](ts|tsx|js|mjs|cjs|json|md|css|sql|toml|yml|yaml|proto)$/;

/** Every file of the repository; `text` is empty where it is not a text. */
export function readSources(root: string, folder = ''): SourceFile[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (notOurs.has(entry.name)) return [];
    if (entry.isDirectory()) return readSources(root, path);
    if (!entry.isFile()) return [];
    return [{ path, text: asText.test(path) ? readFileSync(join(root, path), 'utf8') : '' }];
  });
}

const code = /[.](ts|tsx|js|mjs|cjs)$/;
const test = /[.]test[.]tsx?$|[.]e2e[.]ts$|(^|\/)testing\/|^e2e\//;

const generated = /^(drizzle|server\/grpc\/gen)\/|^next-env[.]d[.]ts$/;

/** True for what is written by hand and runs. */
export function isCode(path: string): boolean {
  return code.test(path) && !isGenerated(path);
}

/** True for what a tool writes, which names things in its own way. */
export function isGenerated(path: string): boolean {
  return generated.test(path);
}

/** True for tests and for what only tests use. */
export function isTest(path: string): boolean {
  return test.test(path);
}

/** The name of a file or folder without where it stands. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
