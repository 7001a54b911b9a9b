import type { TaskOutput } from '../../../server/task/schema.ts';
import { store } from '../store/page-store.ts';
import { updateTask } from './edit-task.ts';

type Ref = Pick<TaskOutput, 'id' | 'workspaceId'>;
/** What stood there when a writing began, and the version that has it: 0 where none has, as it was not saved yet. */
type Begun = Pick<TaskOutput, 'notes' | 'version'>;

/** The version of a task whose notes are those that are shown; 0 where they are still on their way. */
export function notesVersion({ id, notes }: Pick<TaskOutput, 'id' | 'notes'>): number {
  const base = store.tables.tasks.base(id);
  return base?.notes === notes ? base.version : 0;
}

/**
 * Writes the notes of a task. What has changed in them since the writing began is merged by the server, line by line.
 */
export function writeNotes(task: Ref, notes: string, begun: Begun): void {
  const base = begun.version > 0 ? { notesBase: begun.version } : { notesBaseText: begun.notes };
  updateTask(task, { set: { notes }, ...base });
}
