import { expect, test } from 'vitest';
import { checkNouns } from './nouns.ts';
import { found } from './testing/plant.ts';

const verb = 'export type A = string;\nexport async function completeTask() {}\n';

test('verbs, reads and the four fixed files pass', () => {
  const files = {
    'server/task/schema.ts': 'export const a = 1, b = 2;',
    'server/task/complete-task.ts': verb,
    'server/task/complete-task.db.test.ts': '',
    'server/task/list-hot-tasks.ts': 'export const listHotTasks = async () => [];',
    'server/import/formats/text.ts': 'export const a = 1, b = 2;',
    'server/platform/errors.ts': 'export const a = 1, b = 2;',
  };
  expect(found(checkNouns, files)).toEqual([]);
});

test.each([
  [
    'server/task/completion.ts',
    verb,
    'neither schema, policy, scope, rows nor <verb>-task: completion.ts',
  ],
  ['server/task/find-task.ts', verb, 'reads are called get-, list-, count-, search-'],
  ['server/task/parts/complete-task.ts', verb, 'server/task/ has no folder parts/'],
  ['server/task/finish-task.ts', verb, 'exports one function, finishTask; found completeTask'],
  [
    'server/task/complete-task.ts',
    `${verb}export const limit = 5;`,
    'exports one function, completeTask; found completeTask, limit',
  ],
  [
    'server/task/complete-task.ts',
    'export const completeTask = 1;',
    'exports one function, completeTask; found completeTask',
  ],
  ['server/task/complete-task.ts', '', 'exports one function, completeTask; found none'],
])('%s with %j is refused', (path, text, message) => {
  expect(found(checkNouns, { [path]: text })).toEqual([`${path}:1: ${message}`]);
});
