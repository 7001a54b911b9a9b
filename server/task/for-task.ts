import type { TaskId } from '../domain/ids.ts';
import { CairnError } from '../platform/errors.ts';

/** Runs a step for one task of many: what it refuses says which task refused. */
export async function forTask<T>(taskId: TaskId, step: () => T | Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof CairnError)) throw error;
    const { code, message, issues, current } = error;
    throw new CairnError(code, message, { issues, current, thingId: taskId, cause: error });
  }
}
