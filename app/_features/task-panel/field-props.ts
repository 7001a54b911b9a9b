import type { TaskOutput } from '../../../server/task/schema.ts';

/** What every field of the panel gets. */
export type FieldProps = {
  task: TaskOutput;
  /** False where the person may only look. */
  canWrite: boolean;
};
