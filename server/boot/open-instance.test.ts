import { expect, test } from 'vitest';
import { closeAll } from './open-instance.ts';

test('what fails to close does not keep the rest open; the first failure is told', async () => {
  const closed: string[] = [];
  const close = (name: string, error?: Error) => () => {
    closed.push(name);
    return error ? Promise.reject(error) : Promise.resolve();
  };
  const opened = [
    close('database'),
    close('pool', new Error('second')),
    close('gate', new Error('first')),
  ];
  await expect(closeAll(opened)).rejects.toThrow('first');
  expect(closed).toEqual(['gate', 'pool', 'database']);
});
