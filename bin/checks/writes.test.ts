import { expect, test } from 'vitest';
import { found } from './testing/plant.ts';
import { checkWrites } from './writes.ts';

const path = 'server/task/complete-task.ts';
const imports = `import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import { writeAccount, writeNewAccount } from '../changes/write-account.ts';
import { proveAccount } from '../auth/account.ts';
import { getTaskForUpdate } from './scope.ts';
import { applyTask } from './apply-task.ts';
`;

function written(body: string, more: Record<string, string> = {}): string[] {
  const text = `${imports}export async function completeTask(ctx, input) {\n${body}\n}`;
  return found(checkWrites, { [path]: text, ...more });
}

test.each([
  [
    'return write(ctx, { input }, async (w, record) => { record({}); });',
    'completeTask writes without a guard',
  ],
  [
    'return write(ctx, { guard: membership }, async (w) => { await getTaskForUpdate(w); });',
    'completeTask writes and records nothing',
  ],
  [
    'return write(ctx, { guard: membership }, async (w, record) => { await getTaskForUpdate(w); });',
    'completeTask writes and records nothing',
  ],
  [
    'return write(ctx, { guard: membership }, async (w, record) => { record(input.taskId); });',
    'completeTask takes input.taskId and asks no scope for it',
  ],
  [
    'return write(ctx, { guard: membership }, async (w, record) => { await ctx.db.select(); record(); });',
    'completeTask uses the context from outside its transaction',
  ],
  [
    'return write(ctx, { guard: membership }, async (w, record) => { await applyTask(ctx, record); });',
    'completeTask uses the context from outside its transaction',
  ],
  [
    'return write(ctx, { guard: membership }, async (w, record) => { record({ ...ctx }); });',
    'completeTask uses the context from outside its transaction',
  ],
  [
    'return write(ctx, { guard: membership }, doIt);',
    'completeTask writes by a function that does not stand in the call',
  ],
  [
    'return writeAccount(ctx, { input }, async (w, audit) => { audit("a"); });',
    'completeTask writes without a guard',
  ],
  [
    'return writeAccount(ctx, { guard: proveAccount }, async (w) => 1);',
    'completeTask writes and records nothing',
  ],
])('%s is refused', (body, message) => {
  expect(written(body)).toEqual([`${path}:8: ${message}`]);
});

test.each([
  'return write(ctx, { guard: membership }, async (w, record) => { await getTaskForUpdate(w, input.taskId); record(); });',
  'return write(ctx, { guard: membership }, async (w, record) => applyTask(w, record));',
  'return write(ctx, { guard: membership }, async (w, record) => { record(input.workspaceId); });',
  'return writeAccount(ctx, { guard: proveAccount }, async (w, audit) => { audit(input.tokenId); });',
  'return write(ctx, { guard: ctx.guard }, async (w, record) => { record(); });',
])('%s passes', (body) => {
  expect(written(body)).toEqual([]);
});

test('what a verb calls may ask the scope and record for it', () => {
  const body = `return write(ctx, {}, async (w) => { await placeTask(w, input.projectId); await one.move(w); });
}
const one = { move: (w) => moveTask(w) };
async function placeTask(w, id) {
  return getTaskForUpdate(w, id);`;
  expect(written(body)).toEqual([`${path}:8: completeTask writes and records nothing`]);
  const moving = `import { moveTask } from './move-task.ts';\n`;
  const moveTask = `import { write } from '../changes/write.ts';
    import { membership } from '../auth/membership.ts';
    export async function moveTask(ctx) { return write(ctx, { guard: membership }, async (w, record) => record()); }`;
  const text = `${moving}${imports}export async function completeTask(ctx, input) {\n${body}\n}`;
  const files = { [path]: text, 'server/task/move-task.ts': moveTask };
  expect(found(checkWrites, files)).toEqual([]);
});
