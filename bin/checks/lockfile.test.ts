import { expect, test } from 'vitest';
import { checkLockfile } from './lockfile.ts';
import { found } from './testing/plant.ts';

function lock(packages: object, manifest: object = {}): string[] {
  return found(checkLockfile, {
    'package-lock.json': JSON.stringify({ packages }),
    'package.json': JSON.stringify(manifest),
  });
}

test.each([
  ['next', '16.4.5', '16.4.6'],
  ['next', '15.9.9', '16.4.6'],
  ['react', '19.2.7', '19.2.8'],
  ['next-auth', '4.24.14', '4.24.15'],
  ['@trpc/server', '11.7.9', '11.8.0'],
  ['drizzle-orm', '0.45.1', '0.45.2'],
])('%s %s is below its floor', (name, version, floor) => {
  const message = `package-lock.json:1: ${name} ${version} is below ${floor}`;
  expect(lock({ [`node_modules/${name}`]: { version } })).toEqual([message]);
  expect(lock({ [`node_modules/x/node_modules/${name}`]: { version } })).toEqual([message]);
  expect(lock({ [`node_modules/${name}`]: { version: floor } })).toEqual([]);
});

test('a newer version passes', () => {
  expect(lock({ 'node_modules/next': { version: '17.0.0' } })).toEqual([]);
});

test('a registry in the lockfile is refused', () => {
  const resolved = 'https://registry.example/a.tgz';
  expect(lock({ 'node_modules/a': { version: '1.0.0', resolved } })).toEqual([
    'package-lock.json:1: node_modules/a names a registry',
  ]);
});

test('a version that is not pinned is refused', () => {
  expect(lock({}, { dependencies: { pg: '^8.0.0' } })).toEqual([
    'package.json:1: pg ^8.0.0: pin the exact version',
  ]);
});

test('a missing lockfile is refused', () => {
  expect(found(checkLockfile, {})).toEqual(['package-lock.json:1: is missing']);
});

test('a lockfile that leaves a platform out is refused', () => {
  const parent = { version: '1.0.0', optionalDependencies: { 'a-darwin': '1.0.0' } };
  expect(lock({ 'node_modules/a': parent })).toEqual([
    'package-lock.json:1: a-darwin, which node_modules/a may need, is not locked',
  ]);
  expect(lock({ 'node_modules/a': parent, 'node_modules/a-darwin': { version: '1.0.0' } })).toEqual(
    [],
  );
});
