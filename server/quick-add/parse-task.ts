import { proveAccount } from '../auth/account.ts';
import { instantIn } from '../domain/due.ts';
import { parseLine } from '../domain/quick-add/parse-line.ts';
import type { ParsedLine } from '../domain/quick-add/parse-line.ts';
import { previewOccurrences } from '../domain/recurrence/preview.ts';
import { isProblem } from '../domain/recurrence/rule.ts';
import type { Ctx } from '../platform/context.ts';
import type { TaskParseInput, TaskParseOutput } from './schema.ts';

/** So many days of a repeat are told. */
const mostNext = 5;

/** What quick add understands of a line. Nothing is saved, and no name is looked up. */
export async function parseTask(
  ctx: Ctx,
  { now = ctx.now, ...input }: TaskParseInput,
): Promise<TaskParseOutput> {
  await proveAccount(ctx, 'task.parse');
  const line = parseLine(input.text, { ...input, now });
  return { ...line, ...dueOf(line, input.timeZone), next: nextOf(line, input.timeZone) };
}

function dueOf({ dueOn, dueTime }: ParsedLine, timeZone: string) {
  if (dueOn === undefined || dueTime === undefined) return {};
  return { timeZone, dueAt: instantIn(dueOn, dueTime, timeZone) };
}

function nextOf({ rrule, anchor, dueOn, dueTime }: ParsedLine, timeZone: string): string[] {
  if (rrule === undefined || dueOn === undefined) return [];
  const start = dueTime === undefined ? dueOn : `${dueOn}T${dueTime}`;
  const next = previewOccurrences({ rrule, start, timeZone, anchor, count: mostNext });
  if (isProblem(next)) throw new Error(`quick add made a rule that is none: ${rrule}`);
  return next.occurrences;
}
