import type { SourceFile, Violation } from './source.ts';

/** Below these stand known advisories. */
const floors: Record<string, string> = {
  next: '16.4.6',
  react: '19.2.8',
  'react-dom': '19.2.8',
  'next-auth': '4.24.15',
  '@trpc/server': '11.8.0',
  'drizzle-orm': '0.45.2',
  '@grpc/grpc-js': '1.14.7',
};

type Locked = {
  /** Where a package is installed under another's name. */
  name?: string;
  version?: string;
  resolved?: string;
  optionalDependencies?: Record<string, string>;
};
type Lock = { packages: Record<string, Locked> };
type Manifest = { [kind in (typeof kinds)[number]]?: Record<string, string> } & {
  overrides?: object;
};
const kinds = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;
const pinned = /^\d+[.]\d+[.]\d+(-[\w.]+)?$/;

/** No version is below its floor, all are pinned, the lockfile names no registry and leaves no platform out. */
export function checkLockfile(files: readonly SourceFile[]): Violation[] {
  const lock = files.find(({ path }) => path === 'package-lock.json');
  const manifest = files.find(({ path }) => path === 'package.json');
  if (!lock || !manifest) return [{ path: 'package-lock.json', line: 1, message: 'is missing' }];
  const { packages } = JSON.parse(lock.text) as Lock;
  const found = (path: string) => (message: string) => ({ path, line: 1, message });
  return [
    ...[...tooOld(packages), ...fetched(packages), ...unlocked(packages)].map(found(lock.path)),
    ...loose(JSON.parse(manifest.text) as Manifest).map(found(manifest.path)),
  ];
}

function tooOld(packages: Lock['packages']): string[] {
  return Object.entries(packages).flatMap(([at, { name = nameAt(at), version = '' }]) => {
    const floor = at === '' ? undefined : floors[name];
    return floor !== undefined && isBelow(version, floor)
      ? [`${name} ${version} is below ${floor}`]
      : [];
  });
}

/** From where `npm ci` fetches is its own setting; the lockfile says what, by its hash. */
function fetched(packages: Lock['packages']): string[] {
  return Object.entries(packages)
    .filter(([, { resolved }]) => resolved !== undefined && /^[a-z+]+:/.test(resolved))
    .map(([at]) => `${at} names a registry`);
}

/** A lockfile made on one platform may leave out what others need, and `npm ci` then refuses it everywhere. */
function unlocked(packages: Lock['packages']): string[] {
  const names = new Set(Object.keys(packages).map(nameAt));
  return Object.entries(packages).flatMap(([at, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !names.has(name))
      .map((name) => `${name}, which ${at} may need, is not locked`),
  );
}

function loose(manifest: Manifest): string[] {
  const asked = [...kinds.map((kind) => manifest[kind] ?? {}), ...overridesIn(manifest)];
  return asked
    .flatMap((versions) => Object.entries(versions))
    .filter(([, version]) => !pinned.test(version))
    .map(([name, version]) => `${name} ${version}: pin the exact version`);
}

/** Overrides may nest: one package inside another. */
function overridesIn({ overrides = {} }: { overrides?: object }): Record<string, string>[] {
  return Object.entries(overrides).flatMap(([name, version]: [string, unknown]) =>
    typeof version === 'object' && version !== null
      ? overridesIn({ overrides: version })
      : [{ [name]: String(version) }],
  );
}

function nameAt(at: string): string {
  const folder = 'node_modules/';
  return at.slice(at.lastIndexOf(folder) + folder.length);
}

/** A prerelease comes before its release, so one of the floor itself is below it. */
function isBelow(version: string, floor: string): boolean {
  const [release = '', prerelease] = version.split('-');
  const [have, least] = [release, floor].map((text) => text.split('.').map(Number));
  const at = least?.findIndex((number, index) => have?.[index] !== number) ?? -1;
  return at < 0 ? prerelease !== undefined : !((have?.[at] ?? 0) > (least?.[at] ?? 0));
}
