import * as z from 'zod';
import { inWorkspace, outId, pageFields, pageOf } from '../domain/fields.ts';
import { id } from '../domain/ids.ts';
import type { UserId } from '../domain/ids.ts';
import { taskOutput } from '../task/schema.ts';

export const taskListCompletedInput = z.strictObject({
  ...inWorkspace,
  /** What this person completed; left out, what everybody did. */
  by: id<UserId>().optional(),
  ...pageFields(200, 50),
});
export type TaskListCompletedInput = z.output<typeof taskListCompletedInput>;

/**
 * One completion each, of a task that repeats one for each occurrence; `occurrenceOn` is null where a whole task was
 * completed. `completedBy` is null where it was done in a project that the caller does not see. `isLast`: opening the
 * task again takes this one back; of a series that is the last occurrence, as long as it has not gone on since.
 */
export const taskListCompletedOutput = pageOf(
  z.object({
    task: taskOutput,
    completedAt: z.string(),
    completedBy: outId<UserId>().nullable(),
    occurrenceOn: z.string().nullable(),
    isLast: z.boolean(),
  }),
);
export type TaskListCompletedOutput = z.output<typeof taskListCompletedOutput>;
