import { expect, test } from 'vitest';
import { checkDocuments } from './documents.ts';
import { found } from './testing/plant.ts';

const files = { 'server/task/complete-task.ts': '', 'bin/start.mjs': '', 'docs/api.md': '' };
const read = (text: string) => found(checkDocuments, { ...files, 'README.md': text });

test.each([
  ['See\n`server/task/finish-task.ts`.', 2, 'server/task/finish-task.ts'],
  ['`server/board/`', 1, 'server/board/'],
  ['`e2e/first.e2e.ts`', 1, 'e2e/first.e2e.ts'],
  ['`server/board/*.ts`', 1, 'server/board/*.ts'],
  ['`SECURITY.md`', 1, 'SECURITY.md'],
  ['`vite.config.ts`', 1, 'vite.config.ts'],
])('%j names what is not there', (text, line, name) => {
  expect(read(text)).toEqual([`README.md:${line}: ${name} is not there`]);
});

test('what is there, what a start makes and what is no path pass', () => {
  const text =
    '`server/task/complete-task.ts:12` `server/task/` `server/*/complete-task.ts` `./bin/start.mjs` `README.md`\n' +
    '`data/backups/` `text/html` `npm start` `schema.ts` `server/<noun>/` `/api/trpc` `MIT`\n' +
    '```\n`server/none.ts`\n```';
  expect(read(text)).toEqual([]);
});
