import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { fingerprintOf, isBuilt } from './build.mjs';

let folder = '';

function write(name: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'cairn-build-'));
  write('app/page.tsx', 'page');
  write('server/task/schema.ts', 'schema');
  write('server/main.ts', 'main');
  write('public/icon.svg', 'icon');
  write('next.config.js', 'config');
  write('package-lock.json', '{}');
  write('.next/BUILD_ID', 'id');
  write('.next/cairn-sources', fingerprintOf(folder));
});

const tidy = () => onTestFinished(() => rmSync(folder, { recursive: true }));

test('a build of the present sources counts, whatever the times of the files', () => {
  tidy();
  expect(isBuilt(folder)).toBe(true);
  utimesSync(path.join(folder, 'app/page.tsx'), 1, 1);
  expect(isBuilt(folder)).toBe(true);
});

test.each([
  ['app/page.tsx', 'changed'],
  ['app/new.tsx', 'new'],
  ['server/task/schema.ts', 'changed'],
  ['public/icon.svg', 'changed'],
  ['next.config.js', 'changed'],
  ['package-lock.json', '{"changed":true}'],
])('after a change of %s it does not', (name, text) => {
  tidy();
  write(name, text);
  expect(isBuilt(folder)).toBe(false);
});

test.each(['server/main.ts', 'server/boot/run.ts', 'app/page.test.tsx', 'README.md'])(
  '%s is no part of the pages',
  (name) => {
    tidy();
    write(name, 'changed');
    expect(isBuilt(folder)).toBe(true);
  },
);

test('a build that was cut off has no stamp', () => {
  tidy();
  rmSync(path.join(folder, '.next/cairn-sources'));
  expect(isBuilt(folder)).toBe(false);
});
