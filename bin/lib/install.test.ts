import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { isInstalled } from './install.mjs';

const wanted = {
  '': { version: '1.0.0' },
  'node_modules/plain': { version: '1.0.0', integrity: 'a' },
  'node_modules/elsewhere': {
    version: '1.0.0',
    integrity: 'b',
    optional: true,
    os: ['win32'],
    cpu: ['x64'],
  },
  'node_modules/of-elsewhere': { version: '1.0.0', integrity: 'c', optional: true },
  'node_modules/here': {
    version: '1.0.0',
    integrity: 'd',
    optional: true,
    os: [process.platform],
    cpu: [process.arch],
  },
};
const here = {
  'node_modules/plain': wanted['node_modules/plain'],
  'node_modules/here': wanted['node_modules/here'],
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'cairn-install-'));
  mkdirSync(path.join(folder, 'node_modules'));
  writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify({ packages: wanted }));
});

function found(packages: Record<string, unknown>): boolean {
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'node_modules/.package-lock.json');
  writeFileSync(file, JSON.stringify({ packages }));
  return isInstalled(folder);
}

test('what the lockfile wants on this platform is enough', () => {
  expect(found(here)).toBe(true);
});

test.each([
  ['nothing', {}],
  ['a package less', { 'node_modules/here': here['node_modules/here'] }],
  ["this platform's package less", { 'node_modules/plain': here['node_modules/plain'] }],
  ['another version', { ...here, 'node_modules/plain': { version: '1.0.1', integrity: 'a' } }],
  ['another content', { ...here, 'node_modules/plain': { version: '1.0.0', integrity: 'x' } }],
  ['a wrong optional one', { ...here, 'node_modules/of-elsewhere': { version: '2.0.0' } }],
])('%s is not', (_, packages) => {
  expect(found(packages)).toBe(false);
});

test('a cut-off install, which has no lockfile of its own yet, is not', () => {
  onTestFinished(() => rmSync(folder, { recursive: true }));
  expect(isInstalled(folder)).toBe(false);
});

test('the checkout that runs this is installed', () => {
  onTestFinished(() => rmSync(folder, { recursive: true }));
  expect(isInstalled(path.resolve('.'))).toBe(true);
});
