import { expect, test } from 'vitest';
import { checkProcedures } from './procedures.ts';
import { found } from './testing/plant.ts';

const routed = (procedures: string) => ({
  'server/trpc/task.ts': `export const taskRouter = router({\n${procedures}\n});`,
});
const refused = (procedures: string) => found(checkProcedures, routed(procedures));
const told = (message: string) => [`server/trpc/task.ts:2: task.get ${message}`];

const resolved = (resolver: string) =>
  `get: procedure('task.get').input(a).output(b).query(${resolver}),`;

test.each([
  [`get: procedure('task.list')`, 'asks for the right to task.list'],
  ['get: open', 'asks for the right to nothing'],
])('%j is refused', (start, message) => {
  const rest = '.input(a).output(b).query(({ ctx }) => getTask(ctx)),';
  expect(refused(start + rest)).toEqual(told(message));
});

test('without input or output, too long or from elsewhere, it is refused', () => {
  const query = '.query(({ ctx, input }) => getTask(ctx, input)),';
  expect(refused(`get: procedure('task.get').output(b)${query}`)).toEqual(
    told('does not say what it takes'),
  );
  expect(refused(`get: procedure('task.get').input(a)${query}`)).toEqual(
    told('does not say what it answers'),
  );
  const long = `get: procedure('task.get').input(a)${'\n'.repeat(10)}.output(b)${query}`;
  expect(refused(long)).toEqual(told('has 11 lines, at most 10'));
  const spread = ['server/trpc/task.ts:1: task.? is not written out'];
  expect(refused('...shared,')).toEqual(spread);
});

test.each([
  '({ ctx }) => ctx.db.select()',
  '({ ctx: { db } }) => getTask(db)',
  '({ ctx }) => getTask(ctx.runtime)',
  '() => sql`SELECT 1`',
  '({ ctx, input }) => { if (input.a) return getTask(ctx, input); }',
  '({ ctx, input }) => { return getTask(ctx, input); }',
  '({ ctx, input }) => input.a && getTask(ctx, input)',
  '({ ctx, input }) => getTask(ctx, input) ?? null',
  '({ ctx, input }) => getTask(ctx, input).catch(() => null)',
  '({ ctx, input }) => getTask(ctx, input.a)',
  '({ ctx, input }) => getTask(ctx, { ...input })',
  '({ ctx, input }, more) => getTask(ctx, input)',
  '({ ctx, input = {} }) => getTask(ctx, input)',
  'answer',
])('%s is more than the call of a verb', (resolver) => {
  expect(refused(resolved(resolver))).toEqual(
    told('does more than call a verb with ctx and input'),
  );
});

test('right, input, output and verb pass, and the router of routers', () => {
  const text = `complete: procedure('task.complete')
    .input(schema.taskEditInput)
    .output(schema.taskOutput)
    .mutation(({ ctx, input }) => completeTask(ctx, input)),`;
  const root = { 'server/trpc/root.ts': 'export const root = router({ task: taskRouter });' };
  expect(found(checkProcedures, { ...routed(text), ...root })).toEqual([]);
  expect(refused(resolved('({ ctx }) => getTask(ctx)'))).toEqual([]);
});
