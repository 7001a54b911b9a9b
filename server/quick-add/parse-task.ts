import { proveAccount } from '../auth/account.ts';
import { parseLine } from '../domain/quick-add/parse-line.ts';
import type { Ctx } from '../platform/context.ts';
import { describeLine } from './describe-line.ts';
import type { TaskParseInput, TaskParseOutput } from './schema.ts';

/** What quick add understands of a line. Nothing is saved, and no name is looked up. */
export async function parseTask(
  ctx: Ctx,
  { now = ctx.now, ...input }: TaskParseInput,
): Promise<TaskParseOutput> {
  const { dayStart, weekStart } = await proveAccount(ctx, 'task.parse');
  const setting = { dayStart, weekStart, ...input, now };
  return describeLine(parseLine(input.text, setting), input.timeZone);
}
