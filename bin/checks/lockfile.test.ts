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
  ['next', '16.4.6-canary.1', '16.4.6'],
  ['react', '19.2.7', '19.2.8'],
  ['react-dom', '19.2.7', '19.2.8'],
  ['next-auth', '4.24.14', '4.24.15'],
  ['@trpc/server', '11.7.9', '11.8.0'],
  ['drizzle-orm', '0.45.1', '0.45.2'],
  ['@grpc/grpc-js', '1.14.6', '1.14.7'],
])('%s %s is below its floor', (name, version, floor) => {
  const message = `package-lock.json:1: ${name} ${version} is below ${floor}`;
  expect(lock({ [`node_modules/${name}`]: { version } })).toEqual([message]);
  expect(lock({ [`node_modules/x/node_modules/${name}`]: { version } })).toEqual([message]);
  expect(lock({ [`node_modules/${name}`]: { version: floor } })).toEqual([]);
});

test.each(['17.0.0', '17.0.0-canary.1', '16.10.0'])('next %s passes', (version) => {
  expect(lock({ 'node_modules/next': { version } })).toEqual([]);
});

test('a version below its floor is found under another name', () => {
  expect(lock({ 'node_modules/old': { name: 'next', version: '15.0.0' } })).toEqual([
    'package-lock.json:1: next 15.0.0 is below 16.4.6',
  ]);
});

test.each(['https://registry.example/a.tgz', 'git+ssh://git@registry.example/a.git#1234567'])(
  'the lockfile may not say that a package comes from %s',
  (resolved) => {
    expect(lock({ 'node_modules/a': { version: '1.0.0', resolved } })).toEqual([
      'package-lock.json:1: node_modules/a names a registry',
    ]);
  },
);

const loose = ['^8.0.0', '8.x', '8', 'latest', '7.0.0 || 8.0.0', '8.0.0 - 9.0.0', 'npm:pg@8.0.0'];
test.each(loose)('%s is no pinned version', (version) => {
  const refused = [`package.json:1: pg ${version}: pin the exact version`];
  expect(lock({}, { dependencies: { pg: version } })).toEqual(refused);
  expect(lock({}, { devDependencies: { pg: version } })).toEqual(refused);
  expect(lock({}, { overrides: { pg: version } })).toEqual(refused);
  expect(lock({}, { overrides: { other: { pg: version } } })).toEqual(refused);
});

test('exact versions are pinned, prereleases too', () => {
  const manifest = {
    dependencies: { pg: '8.0.0' },
    optionalDependencies: { pg: '18.4.0-beta.17' },
    overrides: { other: { pg: '8.0.0' } },
  };
  expect(lock({}, manifest)).toEqual([]);
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
