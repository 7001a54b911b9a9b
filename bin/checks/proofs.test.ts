import { expect, test } from 'vitest';
import { checkProofs } from './proofs.ts';
import { found } from './testing/plant.ts';

const rows = `export const policy = {
  'task.get': { kind: 'read', ...member },
  'task.complete': { kind: 'write', ...member, right: 'write' },
};`;
const proved = (path: string, text: string) =>
  found(checkProofs, { 'server/domain/policy.ts': rows, [path]: text });

const path = 'server/task/task-verbs.db.test.ts';
const refused = ['server/domain/policy.ts:3: task.complete has no fiveTests in a *.db.test.ts'];

test.each([
  [path, "fiveTests({ name: 'task.cancel', verb: cancelTask });"],
  [path, "test('x', () => expect({ name: 'task.complete' }).toBe(fiveTests));"],
  ['server/task/complete-task.ts', "fiveTests({ name: 'task.complete' });"],
])('with %s: %s the write is not proved', (where, text) => {
  expect(proved(where, text)).toEqual(refused);
});

test.each([
  "fiveTests({ name: 'task.complete', verb: completeTask });",
  "for (const verb of [{ name: 'task.complete', verb: completeTask }]) fiveTests({ ...verb });",
])('with %s it is', (text) => {
  expect(proved(path, text)).toEqual([]);
});
