import { expect, test } from 'vitest';
import { found } from './testing/plant.ts';
import { checkWrites } from './writes.ts';

const path = 'server/task/complete-task.ts';
const imports = `import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import { writeAccount, writeNewAccount } from '../changes/write-account.ts';
import { proveAccount } from '../auth/account.ts'; import { endToken } from '../auth/tokens.ts';
import { getTaskForUpdate } from './scope.ts';
import { applyTask } from './apply-task.ts';
`;

function written(body: string, more: Record<string, string> = {}): string[] {
  const text = `${imports}export async function completeTask(ctx, input) {\n${body}\n}`;
  return found(checkWrites, { [path]: text, ...more });
}

/** A body of `completeTask` with the guard that it needs. */
const inWrite = (body: string) =>
  `return write(ctx, { guard: membership }, async (w, record) => { ${body} });`;
const inAccount = (body: string) =>
  `return writeAccount(ctx, { guard: proveAccount }, async (w, audit) => { ${body} });`;
const told = (message: string) => [`${path}:8: completeTask ${message}`];

test.each([
  'return write(ctx, { input }, async (w, record) => { record({}); });',
  'void membership; return write(ctx, { guard: homemade }, async (w, record) => { record({}); });',
  'return write(ctx, { guard: { prove: () => membership } }, async (w, record) => { record({}); });',
  'return writeAccount(ctx, { input }, async (w, audit) => { audit("a"); });',
])('%s is refused', (body) => {
  expect(written(body)).toEqual(told('writes without a guard'));
});

test.each([
  inWrite('await getTaskForUpdate(w);'),
  inWrite('await getTaskForUpdate(w); void record;'),
  inWrite('await getTaskForUpdate(w); const keep = record;'),
  'return writeAccount(ctx, { guard: proveAccount }, async (w) => 1);',
])('%s is refused', (body) => {
  expect(written(body)).toEqual(told('writes and records nothing'));
});

test.each([
  [inWrite('record(input.taskId);'), 'input.taskId'],
  [inWrite('record(await getTaskForUpdate(w, input.taskId), input.parentId);'), 'input.parentId'],
  [inWrite('await getTaskForUpdate(w, input.taskId); record(input.labelIds);'), 'input.labelIds'],
  [inWrite('void getTaskForUpdate; record(input.taskId);'), 'input.taskId'],
  [inWrite('await getTaskForUpdate(w); record(input.taskId);'), 'input.taskId'],
  [inWrite('for (const id of input.taskIds) record(id);'), 'input.taskIds'],
  [`const { taskId } = input; ${inWrite('record(taskId);')}`, '{ taskId } = input'],
  [inWrite('const { labelIds: add } = input; record(add);'), '{ labelIds } = input'],
  [inAccount('audit(input.tokenId);'), 'input.tokenId'],
  [inAccount('await endToken(w.db, input.tokenId); audit();'), 'input.tokenId'],
])('%s is refused', (body, id) => {
  expect(written(body)).toEqual(told(`takes ${id} and asks no scope for it`));
});

test.each([
  inWrite('await ctx.db.select(); record();'),
  inWrite('await applyTask(ctx, record);'),
  inWrite('record({ ...ctx });'),
  inWrite('await w.runtime.db.select(); record();'),
  `const { db } = ctx; ${inWrite('await db.select(); record();')}`,
  `const { db: outside } = ctx; ${inWrite('await outside.select(); record();')}`,
])('%s is refused', (body) => {
  expect(written(body)).toEqual(told('uses the context from outside its transaction'));
});

test('a body that stands elsewhere is refused', () => {
  const body = 'return write(ctx, { guard: membership }, doIt);';
  expect(written(body)).toEqual(told('writes by a function that does not stand in the call'));
});

test.each([
  inWrite('await getTaskForUpdate(w, input.taskId); record();'),
  inWrite('await applyTask(w, record);'),
  inWrite('record(input.workspaceId);'),
  inWrite('for (const id of input.taskIds) record(await getTaskForUpdate(w, id));'),
  inWrite('if (input.taskId) record(await getTaskForUpdate(w, { id: input.taskId }));'),
  inAccount('await endToken(w.db, w.account.userId, input.tokenId); audit();'),
  'return write(ctx, { guard: ctx.guard }, async (w, record) => { record(); });',
])('%s passes', (body) => {
  expect(written(body)).toEqual([]);
});

test('an id that a helper reads is proved where the helper is called', () => {
  const helper = (call: string) => `${inWrite(`record(${call});`)}
}
function placeOf(input) { return { id: input.taskId };`;
  const asked = helper('await getTaskForUpdate(w, placeOf(input))');
  expect(written(asked)).toEqual([]);
  expect(written(helper('placeOf(input)'))).toEqual(
    told('takes input.taskId and asks no scope for it'),
  );
});

test('what a verb calls may ask the scope and record for it', () => {
  const body = `return write(ctx, { guard: membership }, async (w) => { await placeTask(w, input.projectId); await one.move(w); });
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
