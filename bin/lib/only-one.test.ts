import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { onlyOne } from './only-one.mjs';

test('work of one name does not overlap', async () => {
  const name = `test-${process.pid}`;
  const file = path.resolve('.cache', `${name}.pid`);
  onTestFinished(() => rmSync(file, { force: true }));
  const log: string[] = [];
  // Two in one process share its pid, which lives: the second must wait all the same.
  const work = (label: string) => async () => {
    log.push(`${label} begins`);
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
    log.push(`${label} ends`);
  };
  await Promise.all([onlyOne(name, work('a')), onlyOne(name, work('b'))]);
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
});

test.each([
  ['has ended', `${spawnSync('true').pid} 1\n`],
  ['had our number before a restart', `${process.pid} 1\n`],
  ["had another program's number before a restart", `${process.ppid} 1\n`],
  ['was cut off while it wrote', ''],
])('a holder that %s holds nothing', async (_label, lock) => {
  const name = `dead-${process.pid}`;
  mkdirSync('.cache', { recursive: true });
  writeFileSync(path.resolve('.cache', `${name}.pid`), lock);
  expect(await onlyOne(name, () => Promise.resolve('done'))).toBe('done');
});

test('a failure gives the lock back', async () => {
  const name = `failing-${process.pid}`;
  const fail = () => onlyOne(name, () => Promise.reject(new Error('no')));
  await expect(fail()).rejects.toThrow('no');
  await expect(fail()).rejects.toThrow('no');
});
