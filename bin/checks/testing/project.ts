import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const configs = [
  '.dependency-cruiser.mjs',
  '.oxfmtrc.json',
  '.oxlintrc.json',
  'buf.gen.yaml',
  'buf.yaml',
  'drizzle.config.ts',
  'knip.json',
  'package.json',
  'tsconfig.json',
];

export type Project = {
  /** Runs a program in the project. */
  run: (program: string, ...args: string[]) => { code: number | null; output: string };
  /** Changes a file of the project. */
  edit: (path: string, change: (text: string) => string) => void;
};

/** A small project under this repository's own configuration; gone when the test ends. */
export function plantProject(files: Record<string, string>): Project {
  const dir = mkdtempSync(join(tmpdir(), 'cairn-plant-'));
  onTestFinished(() => {
    rmSync(dir, { recursive: true, force: true });
  });
  symlinkSync(join(root, 'node_modules'), join(dir, 'node_modules'));
  for (const name of configs) copyFileSync(join(root, name), join(dir, name));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  return {
    run: (program, ...args) => runIn(dir, program, args),
    edit: (path, change) => {
      write(path, change(readFileSync(join(dir, path), 'utf8')));
    },
  };
}

/** Runs one of this repository's own scripts in the project. */
export function ownScript(path: string): string {
  return join(root, path);
}

function runIn(dir: string, program: string, args: string[]) {
  const bin = join(root, 'node_modules', '.bin');
  const ended = spawnSync(program, args, {
    cwd: dir,
    encoding: 'utf8',
    timeout: 100_000,
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`, NO_COLOR: '1' },
  });
  return { code: ended.status, output: `${ended.stdout}${ended.stderr}` };
}
