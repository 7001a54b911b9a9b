import { applyDue, applySeriesDue, noDue } from '../domain/due.ts';
import type { Due, DueInput } from '../domain/due.ts';
import { badField } from '../platform/errors.ts';

type Options = {
  /** Of a task that repeats: its zone where none is there and none is sent. */
  seriesZone?: string | null;
  path: string[];
};

/** The four columns of a due after an edit, or an error that names the field. */
export function deriveTaskDue(
  current: Due | null,
  input: DueInput,
  options: Options = { path: [] },
): Due {
  const { seriesZone = null, path } = options;
  const present = current ?? noDue;
  const due =
    seriesZone === null ? applyDue(present, input) : applySeriesDue(present, input, seriesZone);
  if ('field' in due) throw badField([...path, due.field], due.message);
  return due;
}
