import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { checkDeployment } from './testing/check-deployment.ts';
import type { Files } from './testing/check-deployment.ts';
import { envNames } from './testing/env-names.ts';

const files: Files = Object.fromEntries(
  readdirSync('deploy', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('testing'))
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.relative('deploy', file), readFileSync(file, 'utf8')];
    }),
);
const known = envNames();

test('what is in deploy/ is a whole, and fits the server', () => {
  expect(checkDeployment(files, known)).toEqual([]);
});

test('every file that an image takes along or a command names is there', () => {
  const docker = files['cairn.dockerfile'] ?? '';
  const taken = [...docker.matchAll(/^COPY --from=build (.*) \S+$/gm)]
    .flatMap(([, sources = '']) => sources.split(' '))
    .map((source) => source.replace('/app/', ''))
    .filter((source) => source !== '.next');
  expect(taken).toContain('server');
  const named = Object.values(files).flatMap((text) => text.match(/\bserver\/[\w/-]+\.ts/g) ?? []);
  expect([...taken, ...named].filter((file) => !existsSync(file))).toEqual([]);
});

const planted: [file: string, from: string, to: string, says: string][] = [
  ['compose.yaml', 'CAIRN_PROXIES:', 'CAIRN_PROXY:', 'CAIRN_PROXY is no variable of the server'],
  ['compose.yaml', "CAIRN_PROCESSES: '2'", "CAIRN_PROCESSES: 'many'", 'CAIRN_PROCESSES is "many"'],
  ['compose.yaml', "user: '10001:10001'", "user: '0:0'", 'app-a: runs as root'],
  ['compose.yaml', 'postgres:18', 'postgres', 'postgres has no tag'],
  ['compose.yaml', 'valkey:8.1', 'valkey:latest', 'valkey/valkey:latest is any version'],
  ['compose.yaml', "'8080:8080'", "'8080:8081'", 'nothing listens to 8080:8081'],
  ['compose.yaml', '@postgres:5432', '@postgres:5433', 'looks for postgres:5433, where nothing is'],
  ['compose.yaml', 'redis://valkey', 'redis://redis', 'looks for redis:6379, where nothing is'],
  ['compose.yaml', 'read_only: true', 'read_only: false', 'may write to its root file system'],
  ['nginx.conf', 'server app-a:3000', 'server app-a:3001', 'app-a listens to 3000, not 3001'],
  ['nginx.conf', 'server app-b:', 'server app-c:', 'app-c is no service of compose.yaml'],
  ['cairn.dockerfile', 'USER 10001:10001', 'USER root', 'cairn.dockerfile: runs as root'],
  ['cairn.dockerfile', 'EXPOSE 3000', 'EXPOSE 80', 'does not expose it'],
  ['cairn.dockerfile', 'CAIRN_DATA=', 'CAIRN_FOLDER=', 'CAIRN_FOLDER is no variable'],
  ['cairn.dockerfile', '"--max-semi-space-size=16", ', '', "the server's own flags are"],
  ['kubernetes/web.yaml', 'path: /healthz', 'path: /health', '/health is no probe'],
  [
    'kubernetes/web.yaml',
    'containerPort: 3000',
    'containerPort: 80',
    'a probe asks http, not 3000',
  ],
  ['kubernetes/web.yaml', 'targetPort: http', 'targetPort: 8080', 'leads to 8080, not 3000'],
  ['kubernetes/web.yaml', 'runAsNonRoot: true', 'runAsNonRoot: false', 'runs as root'],
  ['kubernetes/web.yaml', 'cairn:0.1.0', 'cairn:latest', 'cairn:latest is any version'],
  ['kubernetes/config.yaml', 'FILES_DIR', 'FILES_FOLDER', 'FILES_FOLDER is no variable'],
  [
    'kubernetes/secret.example.yaml',
    'REDIS_URL',
    'REDIS',
    'CAIRN_WORKER is off and needs REDIS_URL',
  ],
  ['cairn.service', 'User=cairn', 'User=root', 'cairn.service: runs as root'],
  ['cairn.service', 'Environment=CAIRN_DATA', 'Environment=DATA', 'DATA is no variable'],
];

test.each(planted)('%s: %s as %s is caught', (file, from, to, says) => {
  const text = files[file] ?? '';
  expect(text).toContain(from);
  const troubles = checkDeployment({ ...files, [file]: text.replace(from, to) }, known);
  expect(troubles.join('\n')).toContain(says);
});

test('docs/configuration.md has a row for each variable of the server, and no other', () => {
  const text = readFileSync('docs/configuration.md', 'utf8');
  const rows = text.split('\n').filter((line) => line.startsWith('| `'));
  const named = rows.flatMap((line) =>
    [...(line.split('|')[1] ?? '').matchAll(/`([A-Z0-9_]+)`/g)].map(([, name]) => name),
  );
  expect(new Set(named)).toEqual(new Set(known));
  expect(named).toHaveLength(known.length);
});
