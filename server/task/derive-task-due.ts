import { applyDue, noDue } from '../domain/due.ts';
import type { Due, DueInput } from '../domain/due.ts';
import { badField } from '../platform/errors.ts';

/** The four columns of a due after an edit, or an error that names the field. */
export function deriveTaskDue(current: Due | null, input: DueInput, path: string[] = []): Due {
  const due = applyDue(current ?? noDue, input);
  if ('field' in due) throw badField([...path, due.field], due.message);
  return due;
}
