import { expect, test } from 'vitest';
import { may, refusalOf } from './may.ts';

const member = { role: 'member' } as const;
const guest = { role: 'guest' } as const;

test.each([
  ['task.update', { workspace: member, project: { right: 'write' } }, null],
  ['task.update', { workspace: guest, project: { right: 'write' } }, null],
  ['task.update', { workspace: member, project: { right: 'comment' } }, 'right'],
  ['comment.add', { workspace: guest, project: { right: 'comment' } }, null],
  ['comment.add', { workspace: guest, project: { right: 'read' } }, 'right'],
  ['project.archive', { workspace: guest, project: { right: 'write' } }, 'role'],
  ['project.create', { workspace: guest }, 'role'],
  ['workspace.delete', { workspace: { role: 'admin' } }, 'role'],
  ['workspace.delete', { workspace: { role: 'owner' } }, null],
  ['task.create', { workspace: undefined }, 'role'],
] as const)('%s as %j: %s', (action, scope, refusal) => {
  expect(refusalOf(action, scope)).toBe(refusal);
  expect(may(action, scope)).toBe(refusal === null);
});
