import { proveAccount } from '../auth/account.ts';
import { previewOccurrences } from '../domain/recurrence/preview.ts';
import { isProblem } from '../domain/recurrence/rule.ts';
import type { Ctx } from '../platform/context.ts';
import { badField } from '../platform/errors.ts';
import type { RecurrencePreviewInput, RecurrencePreviewOutput } from './schema.ts';

/** What a rule yields. A rule that is wrong, yields nothing or takes too long to look through is a `BAD_REQUEST`. */
export async function previewRecurrence(
  ctx: Ctx,
  input: RecurrencePreviewInput,
): Promise<RecurrencePreviewOutput> {
  await proveAccount(ctx, 'recurrence.preview');
  const found = previewOccurrences(input);
  if (isProblem(found)) throw badField([found.field], found.message);
  return found;
}
