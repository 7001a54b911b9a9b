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
  version?: string;
  resolved?: string;
  link?: boolean;
  optionalDependencies?: Record<string, string>;
};
type Lock = { packages: Record<string, Locked> };
type Manifest = Record<
  'dependencies' | 'devDependencies' | 'optionalDependencies',
  Record<string, string> | undefined
>;

/** No version is below its floor, all are pinned, the lockfile names no registry and leaves no platform out. */
export function checkLockfile(files: readonly SourceFile[]): Violation[] {
  const lock = files.find(({ path }) => path === 'package-lock.json');
  const manifest = files.find(({ path }) => path === 'package.json');
  if (!lock || !manifest) return [{ path: 'package-lock.json', line: 1, message: 'is missing' }];
  const found = (path: string, message: string) => ({ path, line: 1, message });
  const { packages } = JSON.parse(lock.text) as Lock;
  const locked = Object.entries(packages).flatMap(([at, { version = '', resolved }]) => {
    const name = at.slice(at.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const floor = at.includes('node_modules/') ? floors[name] : undefined;
    return [
      ...(floor !== undefined && isBelow(version, floor)
        ? [found(lock.path, `${name} ${version} is below ${floor}`)]
        : []),
      ...(resolved !== undefined && /^https?:/.test(resolved)
        ? [found(lock.path, `${at} names a registry`)]
        : []),
    ];
  });
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
    manifest.text,
  ) as Manifest;
  const loose = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
    .filter(([, version]) => !/^\d/.test(version))
    .map(([name, version]) => found(manifest.path, `${name} ${version}: pin the exact version`));
  return [...locked, ...loose, ...unlocked(packages).map((text) => found(lock.path, text))];
}

/** A lockfile made on one platform may leave out what others need, and `npm ci` then refuses it everywhere. */
function unlocked(packages: Lock['packages']): string[] {
  const names = new Set(
    Object.keys(packages).map((at) => at.slice(at.lastIndexOf('node_modules/') + 13)),
  );
  return Object.entries(packages).flatMap(([at, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !names.has(name))
      .map((name) => `${name}, which ${at} may need, is not locked`),
  );
}

function isBelow(version: string, floor: string): boolean {
  const [have, least] = [version, floor].map((text) => text.split(/[.-]/).map(Number));
  const at = least?.findIndex((number, index) => have?.[index] !== number) ?? -1;
  return at >= 0 && !((have?.[at] ?? 0) > (least?.[at] ?? 0));
}
