import { expect, test } from 'vitest';
import { checkProcedures } from './procedures.ts';
import { found } from './testing/plant.ts';

const routed = (procedures: string) => ({
  'server/trpc/task.ts': `export const taskRouter = router({\n${procedures}\n});`,
});

test.each([
  [`get: procedure('task.list').query(list),`, 'task.get asks for the right to task.list'],
  [`get: open.query(list),`, 'task.get asks for the right to nothing'],
  [
    `get: procedure('task.get').query(({ ctx }) => ctx.db.select()),`,
    'task.get decides or queries; that is a verb',
  ],
  [
    `get: procedure('task.get').query(() => sql\`SELECT 1\`),`,
    'task.get decides or queries; that is a verb',
  ],
  [
    `get: procedure('task.get').query(({ input }) => { if (input.a) return 1; }),`,
    'task.get decides or queries; that is a verb',
  ],
  [
    `get: procedure('task.get').query(() => { try { return 1; } catch {} }),`,
    'task.get decides or queries; that is a verb',
  ],
  [`get: procedure('task.get')${'\n'.repeat(10)}.query(a),`, 'task.get has 11 lines, at most 10'],
])('%j is refused', (text, message) => {
  expect(found(checkProcedures, routed(text))).toEqual([`server/trpc/task.ts:2: ${message}`]);
});

test('ladder, input, output and verb pass, and the router of routers', () => {
  const text = `complete: procedure('task.complete')
    .input(schema.taskEditInput)
    .output(schema.taskOutput)
    .mutation(({ ctx, input }) => completeTask(ctx, input)),`;
  const root = { 'server/trpc/root.ts': 'export const root = router({ task: taskRouter });' };
  expect(found(checkProcedures, { ...routed(text), ...root })).toEqual([]);
});
