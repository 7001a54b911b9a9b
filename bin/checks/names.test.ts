import { expect, test } from 'vitest';
import { checkNames } from './names.ts';
import { found } from './testing/plant.ts';

test.each([
  ['lib/a.ts', 'lib/ is not a listed top-level folder'],
  ['server/task/Complete.ts', 'file names are kebab-case'],
  ['server/task/complete_task.ts', 'file names are kebab-case'],
  ['app/_features/Task/row.tsx', 'folder Task/: kebab-case, and say what it holds'],
  ['server/utils/dates.ts', 'folder utils/: kebab-case, and say what it holds'],
  ['server/task/index.ts', 'index says nothing about what it holds'],
  ['app/_ui/helpers.ts', 'helpers says nothing about what it holds'],
  ['server/task/task-service.ts', 'task-service says nothing about what it holds'],
  ['db/task-repository.ts', 'task-repository says nothing about what it holds'],
])('%s is refused', (path, message) => {
  expect(found(checkNames, { [path]: '' })).toEqual([`${path}:1: ${message}`]);
});

test.each([
  ['export * from "./b.ts";', 'no barrels: export where it is written'],
  ['\nexport { a } from "./b.ts";', 'no barrels: export where it is written'],
  ['export class TaskManager {}', 'TaskManager: no services, repositories, managers, helpers'],
])('%j is refused', (text, message) => {
  const line = text.startsWith('\n') ? 2 : 1;
  expect(found(checkNames, { 'server/a.ts': text })).toEqual([`server/a.ts:${line}: ${message}`]);
});

test('the spellings of Next pass', () => {
  const files = {
    'app/(auth)/sign-in/page.tsx': 'export default function Page() { return null; }',
    'app/api/auth/[...nextauth]/route.ts': 'export { a as GET } from "../a.ts";',
    'app/[locale]/@modal/not-found.tsx': '',
    'drizzle/meta/0000_snapshot.json': '',
    'next-env.d.ts': '',
    '.ci/run': '',
  };
  expect(found(checkNames, files)).toEqual([]);
});
