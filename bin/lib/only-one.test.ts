import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { onlyOne } from './only-one.mjs';

test('work of one name does not overlap, and a dead holder holds nothing', async () => {
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
  const { pid } = spawnSync('true');
  writeFileSync(file, `${pid}\n`);
  await onlyOne(name, work('c'));
  expect(log).toHaveLength(6);
});

test('a failure gives the lock back', async () => {
  const name = `failing-${process.pid}`;
  const fail = () => onlyOne(name, () => Promise.reject(new Error('no')));
  await expect(fail()).rejects.toThrow('no');
  await expect(fail()).rejects.toThrow('no');
});
