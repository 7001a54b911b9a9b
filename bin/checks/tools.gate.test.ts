import { describe, expect, test } from 'vitest';
import { ownScript, plantProject } from './testing/project.ts';

const clean = {
  'server/main.ts': "import { answer } from './answer.ts';\n\nprocess.stdout.write(answer());\n",
  'server/answer.ts': "/** Says it. */\nexport function answer(): string {\n  return 'yes';\n}\n",
};

describe('lint', () => {
  const lint = (text: string) => {
    const { run } = plantProject({ ...clean, 'server/a.ts': text });
    return run('oxlint', '--type-aware', '--deny-warnings', '-f', 'unix');
  };
  const ready = `declare const db: import('drizzle-orm/node-postgres').NodePgDatabase;
declare const tasks: import('drizzle-orm/pg-core').PgTable;
declare function allowed(): Promise<boolean>;
`;

  test('passes what is clean', () => {
    const { run } = plantProject(clean);
    expect(run('oxlint', '--type-aware', '--deny-warnings').code).toBe(0);
  });

  test.each([
    ['no-floating-promises', `${ready}export function a(): void {\n  allowed();\n}\n`],
    ['no-floating-promises', `${ready}export function a(): void {\n  db.delete(tasks);\n}\n`],
    [
      'no-misused-promises',
      `${ready}export function a(): number {\n  return allowed() ? 1 : 2;\n}\n`,
    ],
    ['no-misused-promises', `${ready}[1].forEach(async () => {\n  await allowed();\n});\n`],
    ['await-thenable', 'export async function a(): Promise<void> {\n  await a.name;\n}\n'],
    ['no-explicit-any', 'export const a = (b: any): unknown => b;\n'],
    ['no-unnecessary-condition', 'export const a = (b: { c: 1 }): number => (b ? 1 : 2);\n'],
    ['strict-boolean-expressions', 'export const a = (b: object): number => (b ? 1 : 2);\n'],
    [
      'consistent-type-imports',
      "import { answer } from './answer.ts';\nexport type A = typeof answer;\n",
    ],
    ['no-default-export', 'export default 1;\n'],
    ['max-params', 'export const a = (b: 1, c: 1, d: 1, e: 1): number => b + c + d + e;\n'],
    ['no-console', "console.log('a');\n"],
    ['ban-ts-comment', '//' + ' @ts-ignore\nexport const a: string = 1;\n'],
    [
      'switch-exhaustiveness-check',
      "export function a(b: 'c' | 'd'): void {\n  switch (b) {\n    case 'c':\n  }\n}\n",
    ],
  ])('%s is an error', (rule, text) => {
    const { code, output } = lint(text);
    expect(output).toContain(`(${rule})`);
    expect(code).toBe(1);
  });

  test('a configuration that cannot know types is no success', () => {
    const { run, edit } = plantProject({ ...clean, 'server/a.ts': ready });
    edit('tsconfig.json', (text) =>
      text.replace('"include"', '"extends": "./none.json", "include"'),
    );
    expect(run('oxlint', '--type-aware', '--deny-warnings').code).toBe(1);
  });
});

describe('types', () => {
  test.each([
    ['export const a: string = 1;', "Type 'number' is not assignable to type 'string'"],
    ['export const a: number = [1][0];', "Type 'number | undefined' is not assignable"],
    ['export enum A { B }', 'This syntax is not allowed'],
    ["import { Db } from './b';\nexport type A = Db;", 'error TS'],
  ])('%j is an error', (text, message) => {
    const { run } = plantProject({ ...clean, 'server/a.ts': text });
    const { code, output } = run('node', ownScript('bin/lib/test-types.mjs'));
    expect(output).toContain(message);
    expect(code).toBe(1);
  });

  test('what is clean passes', () => {
    expect(plantProject(clean).run('node', ownScript('bin/lib/test-types.mjs')).code).toBe(0);
  });
});

test('format: a file that is not formatted is named', () => {
  const { run } = plantProject({ ...clean, 'server/a.ts': 'export   const a = "b"\n' });
  const { code, output } = run('oxfmt', '--check');
  expect(output).toContain('server/a.ts');
  expect(code).toBe(1);
  expect(run('oxfmt', '--check', 'server/main.ts', 'server/answer.ts').code).toBe(0);
});

test('dead code: an unused file, export and package are named', () => {
  const { run } = plantProject({
    ...clean,
    'server/answer.ts': `${clean['server/answer.ts']}\nexport const unheard = 1;\n`,
    'server/forgotten.ts': 'export const forgotten = 1;\n',
  });
  const { code, output } = run('knip', '--no-progress');
  for (const name of ['server/forgotten.ts', 'unheard', 'fractional-indexing']) {
    expect(output).toContain(name);
  }
  expect(code).toBe(1);
});

describe('drift', () => {
  const schema = (columns: string) => ({
    ...clean,
    'db/schema/tasks.ts': `import { pgTable, text } from 'drizzle-orm/pg-core';
export const tasks = pgTable('tasks', { ${columns} });
`,
  });

  test('a column without a migration is named, and the migrations are left alone', () => {
    const { run, edit } = plantProject(schema("title: text('title')"));
    expect(run('drizzle-kit', 'generate').code).toBe(0);
    expect(run('node', ownScript('bin/lib/test-drift.mjs'))).toMatchObject({ code: 0 });
    edit('db/schema/tasks.ts', (text) => text.replace('})', ", notes: text('notes') })"));
    for (const round of [1, 2]) {
      const { code, output } = run('node', ownScript('bin/lib/test-drift.mjs'));
      expect(output, `round ${round}`).toContain('ADD COLUMN "notes"');
      expect(code).toBe(1);
    }
  });
});

describe('proto', () => {
  const check = ownScript('bin/lib/test-proto.mjs');
  const message = (fields: string) =>
    `syntax = "proto3";\n\npackage cairn.v1;\n\n// A thing.\nmessage Thing {\n${fields}}\n`;
  const landed = () => {
    const files = { 'proto/cairn/v1/thing.proto': message('  string id = 1;\n  string at = 2;\n') };
    const project = plantProject(files);
    project.run('buf', 'generate');
    project.run('buf', 'build', '-o', 'proto/landed.binpb');
    return project;
  };

  test('what has landed and was generated passes', () => {
    expect(landed().run('node', check)).toEqual({ code: 0, output: '' });
  });

  test.each([
    ['a field is taken back', message('  string id = 1;\n'), 'Previously present field "2"'],
    ['a field is another', message('  string id = 1;\n  int32 at = 2;\n'), 'changed type'],
    ['a name is no name', message('  string id = 1;\n  string At = 2;\n'), 'lower_snake_case'],
    ['it is not formatted', message('  string id = 1;\n    string at = 2;\n'), '-    string at'],
  ])('%s', (_, text, said) => {
    const { run, edit } = landed();
    edit('proto/cairn/v1/thing.proto', () => text);
    run('buf', 'generate');
    const { code, output } = run('node', check);
    expect(output).toContain(said);
    expect(code).toBe(1);
  });

  test('code that is not what proto/ says is named', () => {
    const { run, edit } = landed();
    edit('server/grpc/gen/cairn/v1/thing_pb.ts', (text) => text.replace('at', 'to'));
    const { code, output } = run('node', check);
    expect(output).toContain('server/grpc/gen/cairn/v1/thing_pb.ts is not what proto/ says');
    expect(code).toBe(1);
  });
});
