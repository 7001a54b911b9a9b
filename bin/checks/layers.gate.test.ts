import { expect, test } from 'vitest';
import { ownScript, plantProject } from './testing/project.ts';

const modules = {
  'bin/start.mjs': 'export const start = 1;',
  'app/_ui/button.tsx': 'export const Button = () => null;',
  'app/_features/task/row.tsx': 'export const Row = () => null;',
  'app/_client/store/rows.ts': 'export const rows = 1;',
  'app/_client/send.ts': 'export const send = 1;',
  'db/client.ts': 'export const createPool = 1; export type Db = number;',
  'e2e/testing/page.ts': 'export const open = 1;',
  'server/domain/rank.ts': 'export const rank = 1;',
  'server/platform/errors.ts': 'export const notFound = 1;',
  'server/cache/keys.ts': 'export const key = 1;',
  'server/changes/write.ts': 'export const write = 1;',
  'server/auth/tokens.ts': 'export const tokens = 1;',
  'server/project/schema.ts': 'export const project = 1;',
  'server/project/policy.ts': 'export const mayOpen = 1;',
  'server/project/list-projects.ts': 'export const listProjects = 1;',
  'server/project/move-project.ts': 'export const moveProject = 1;',
  'server/task/complete-task.ts': 'export const completeTask = 1;',
  'server/trpc/root.ts': 'export const root = 1; export type Root = number;',
};

/** `from` imports `to`, and the rule of that name says so; without a name it may. */
const imports: [from: string, to: string, rule?: string][] = [
  ...['trpc', 'grpc', 'rest', 'http', 'worker', 'cli'].flatMap(
    (name): [string, string, string][] => [
      [`server/${name}/x.ts`, '../../db/client.ts', `${name}-imports`],
      [`server/${name}/y.ts`, 'ioredis', `${name}-packages`],
    ],
  ),
  ['server/boot/a.ts', '../../bin/start.mjs', 'boot-imports'],
  ['server/main.ts', './trpc/root.ts'],
  ['bin/a.mjs', '../app/_ui/button.tsx', 'bin-imports'],
  ['app/_i18n/a.ts', '../_client/store/rows.ts', 'i18n-imports'],
  ['app/_i18n/b.ts', '@trpc/client', 'i18n-packages'],
  ['app/_ui/c.tsx', '@trpc/client', 'ui-packages'],
  ['app/(workspace)/board.tsx', 'pg', 'routes-packages'],
  ['app/(workspace)/board/page.tsx', '@trpc/client', 'pages-packages'],
  ['server/domain/a.ts', '../platform/errors.ts', 'domain-imports'],
  ['server/domain/b.ts', 'pg', 'domain-packages'],
  ['server/domain/c.ts', 'node:fs', 'domain-packages'],
  ['server/domain/d.ts', 'zod'],
  ['db/a.ts', '../server/platform/errors.ts', 'db-imports'],
  ['db/b.ts', '../server/domain/rank.ts'],
  ['server/platform/a.ts', '../../db/client.ts', 'platform-types-only'],
  ['server/platform/b.ts', 'type ../../db/client.ts'],
  ['server/platform/c.ts', '../auth/tokens.ts', 'platform-imports'],
  ['server/cache/a.ts', '../auth/tokens.ts', 'cache-imports'],
  ['server/cache/b.ts', '../../db/client.ts'],
  ['server/platform/cache.ts', 'type ../cache/a.ts'],
  ['server/changes/a.ts', '../auth/tokens.ts', 'changes-imports'],
  ['server/changes/b.ts', '../task/complete-task.ts', 'changes-imports'],
  ['server/auth/a.ts', '../changes/write.ts', 'auth-imports'],
  ['server/auth/b.ts', '../task/complete-task.ts', 'auth-imports'],
  ['server/task/a.ts', '../trpc/root.ts', 'noun-imports'],
  ['server/sync/a.ts', '../trpc/root.ts', 'sync-imports'],
  ['server/task/b.ts', '../project/policy.ts', 'other-nouns'],
  ['server/task/c.ts', '../project/list-projects.ts', 'other-nouns'],
  ['server/task/d.ts', '../project/schema.ts'],
  ['server/task/e.ts', '../project/move-project.ts'],
  ['server/project/f.ts', './list-projects.ts'],
  ['server/trpc/a.ts', '../../db/client.ts', 'trpc-imports'],
  ['server/trpc/b.ts', 'type ../../db/client.ts', 'trpc-imports'],
  ['server/trpc/c.ts', 'drizzle-orm', 'trpc-packages'],
  ['server/trpc/d.ts', '../changes/write.ts', 'trpc-imports'],
  ['server/http/b.ts', '../trpc/root.ts'],
  ['server/grpc/a.ts', '../trpc/root.ts'],
  ['server/grpc/b.ts', '../../db/client.ts', 'grpc-imports'],
  ['server/rest/a.ts', '../trpc/root.ts', 'rest-imports'],
  ['server/task/g.ts', '../../app/_ui/button.tsx', 'app-is-a-leaf'],
  ['app/_ui/a.tsx', '../_features/task/row.tsx', 'ui-imports'],
  ['app/_ui/b.tsx', '../_client/store/rows.ts', 'ui-imports'],
  ['app/_features/task/a.tsx', '../../_client/send.ts', 'features-imports'],
  ['app/_features/task/b.tsx', '@trpc/client', 'features-packages'],
  ['app/_features/task/c.tsx', '../../../server/task/complete-task.ts', 'features-imports'],
  ['app/_features/task/d.tsx', '../../../server/auth/tokens.ts', 'features-imports'],
  ['app/_features/task/e.tsx', '../../_client/store/rows.ts'],
  ['app/_features/task/f.tsx', '../../../server/project/schema.ts'],
  ['app/_client/a.ts', '../../server/trpc/root.ts', 'client-types-only'],
  ['app/_client/b.ts', 'type ../../server/trpc/root.ts'],
  ['app/_client/c.ts', '../_ui/button.tsx', 'client-imports'],
  ['app/(workspace)/shell.tsx', '../../server/auth/tokens.ts', 'routes-imports'],
  ['app/(workspace)/layout.tsx', '../../server/auth/tokens.ts'],
  ['app/(workspace)/page.tsx', '../../db/client.ts', 'pages-imports'],
  ['app/(workspace)/panel.tsx', '../_client/send.ts', 'routes-imports'],
  ['server/task/h.ts', '../../e2e/testing/page.ts', 'nothing-imports-tests'],
  ['server/task/h.test.ts', '../../e2e/testing/page.ts'],
  ['server/task/i.ts', './nowhere.ts', 'resolvable'],
  ['server/task/cycle-a.ts', './cycle-b.ts', 'no-cycles'],
  ['server/task/cycle-b.ts', './cycle-a.ts'],
  ['server/task/types-a.ts', 'type ./types-b.ts'],
  ['server/task/types-b.ts', 'type ./types-a.ts'],
];

function sources(): Record<string, string> {
  const importing = imports.map(([from, to]): [string, string] => {
    const [source, type] = to.startsWith('type ') ? [to.slice(5), 'type '] : [to, ''];
    return [from, `import ${type}* as it from '${source}';\nexport type It = typeof it;\n`];
  });
  return { ...modules, ...Object.fromEntries(importing) };
}

test('the import law names each violation and nothing else', () => {
  const { run } = plantProject(sources());
  const { code, output } = run('node', ownScript('bin/lib/test-layers.mjs'));
  expect(code).toBe(1);
  const said = output.split('\n').map((line) => line.split(' -> ')[0]);
  const wanted = imports.flatMap(([from, , rule]) => (rule ? [`${rule}: ${from}`] : []));
  expect(said.filter(Boolean).toSorted()).toEqual(expect.arrayContaining(wanted));
  const permitted = imports.filter(([, , rule]) => rule === undefined).map(([from]) => from);
  const refused = said.filter((line = '') => permitted.some((from) => line.endsWith(`: ${from}`)));
  expect(refused).toEqual([]);
});

test('each rule has a planted violation', async () => {
  const { default: config } = (await import('../../.dependency-cruiser.mjs')) as {
    default: { forbidden: { name: string }[] };
  };
  const planted = new Set(imports.map(([, , rule]) => rule));
  expect(config.forbidden.map(({ name }) => name).filter((name) => !planted.has(name))).toEqual([]);
});

test('a house in order passes', () => {
  const { run } = plantProject({
    ...modules,
    'server/task/a.ts': "import { write } from '../changes/write.ts';\nexport const a = write;\n",
  });
  expect(run('node', ownScript('bin/lib/test-layers.mjs'))).toEqual({ code: 0, output: '' });
});

test('files and imports that were not looked at are no success', () => {
  const { run, edit } = plantProject({
    ...modules,
    'server/task/a.ts': "import { write } from '../changes/write.ts';\nexport const a = write;\n",
  });
  edit('.dependency-cruiser.mjs', (text) =>
    text.replace("exclude: { path: '", "exclude: { path: '^server/changes/|"),
  );
  const { code, output } = run('node', ownScript('bin/lib/test-layers.mjs'));
  expect(code).toBe(1);
  expect(output).toContain('server/changes/write.ts was not read');
  expect(output).toContain('server/task/a.ts: its import of ../changes/write.ts was not read');
});

test('no files are no success', () => {
  const { run } = plantProject({});
  const { code, output } = run('node', ownScript('bin/lib/test-layers.mjs'));
  expect({ code, output: output.trim() }).toEqual({
    code: 1,
    output: expect.stringContaining('no file was found') as string,
  });
});
