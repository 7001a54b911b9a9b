import type { Recurrence } from '../domain/recurrence/task-series.ts';
import { badField } from '../platform/errors.ts';
import { recurrenceOf } from './rows.ts';
import type { ScopedTask } from './scope.ts';

/** How a task repeats. @throws BAD_REQUEST where it does not */
export function requireRepeating(row: ScopedTask): Recurrence {
  const recurrence = recurrenceOf(row);
  if (recurrence === null) throw badField(['taskId'], 'this task does not repeat');
  return recurrence;
}
