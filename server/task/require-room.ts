import { badField } from '../platform/errors.ts';
import { maxInSet } from './schema.ts';

/** Refuses what was added where a task would have more labels, or more assignees, than it may. */
export function requireRoom(ids: readonly string[], path: string[]): void {
  if (ids.length > maxInSet)
    throw badField(path, `a task has at most ${maxInSet}; this would make ${ids.length}`);
}
