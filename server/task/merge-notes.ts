import type { WriteCtx } from '../changes/write.ts';
import { mergeLines } from '../domain/merge-lines.ts';
import { bug } from '../platform/bugs.ts';
import { badField, CairnError } from '../platform/errors.ts';
import { getNotesAt } from './get-notes-at.ts';
import { taskOutputOf } from './rows.ts';
import { maxNotes } from './schema.ts';
import type { TaskUpdateInput } from './schema.ts';
import type { ScopedTask } from './scope.ts';

type Sent = Pick<TaskUpdateInput, 'set' | 'notesBase'>;

/**
 * What an update sets, with its notes merged into those of now, if these have changed since the version that the
 * writer began from. Where history does not tell that version any more, the notes are set as they were sent.
 * @throws BAD_REQUEST for a base without notes or one that is yet to come; CONFLICT where the merged notes are too long
 */
export async function mergeNotes(
  w: WriteCtx,
  row: ScopedTask,
  { set, notesBase }: Sent,
): Promise<TaskUpdateInput['set']> {
  if (notesBase === undefined) return set;
  if (set.notes === undefined) throw badField(['notesBase'], 'goes with set.notes');
  if (notesBase > row.version) {
    throw badField(['notesBase'], `is yet to come: this task is at version ${row.version}`);
  }
  const base = bug('notes-overwritten') ? null : await getNotesAt(w, row, notesBase);
  if (base === null) return set;
  const notes = mergeLines(base, row.notes, set.notes);
  if (notes.length > maxNotes) throw tooLong(row);
  return { ...set, notes };
}

function tooLong({ right: _, ...current }: ScopedTask): CairnError {
  return new CairnError(
    'CONFLICT',
    `The notes have changed meanwhile, and with what was sent they would be longer than ${maxNotes} characters.`,
    { current: taskOutputOf(current) },
  );
}
