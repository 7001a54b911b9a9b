import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { loadEnv } from './env.ts';

const REDIS_URL = 'redis://127.0.0.1';

test('how many processes, and where the work is done', () => {
  const secret = 'a'.repeat(43);
  expect(
    loadEnv({
      REDIS_URL,
      CAIRN_PROCESSES: '3',
      CAIRN_WORKER: 'off',
      CAIRN_SECRET: secret,
      FILES_DIR: '/srv/files',
    }),
  ).toMatchObject({ processes: 3, worker: 'off', secret, filesDir: '/srv/files' });
  expect(loadEnv({ REDIS_URL, CAIRN_PROCESSES: 'auto' }).processes).toBe(availableParallelism());
  expect(loadEnv({ CAIRN_PROCESSES: '1' }).processes).toBe(1);
});

test.each([
  [{ CAIRN_PROCESSES: '2' }, /^CAIRN_PROCESSES is 2 and needs REDIS_URL: without it exactly one/],
  [{ CAIRN_PROCESSES: '0', REDIS_URL }, /^CAIRN_PROCESSES is "0"; give a number from 1 to 64/],
  [{ CAIRN_PROCESSES: 'many' }, /^CAIRN_PROCESSES is "many"; give a number/],
  [
    { CAIRN_PROCESSES: '2', REDIS_URL, NODE_ENV: 'development' },
    /in development there is one process/,
  ],
  [{ CAIRN_WORKER: 'off' }, /^CAIRN_WORKER is off and needs REDIS_URL/],
  [{ CAIRN_WORKER: 'outside' }, /^CAIRN_WORKER is "outside"; give one of inside, off/],
  [{ CAIRN_SECRET: 'hunter2' }, /^CAIRN_SECRET is no secret of 43 characters/],
])('%j is refused in words', (source, says) => {
  expect(() => loadEnv(source)).toThrow(says);
});

test('a secret is never repeated', () => {
  expect(() => loadEnv({ CAIRN_SECRET: 'hunter2' })).not.toThrow(/hunter2/);
});
