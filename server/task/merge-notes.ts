import type { WriteCtx } from '../changes/write.ts';
import { mergeLines } from '../domain/merge-lines.ts';
import { bug } from '../platform/bugs.ts';
import { badField, CairnError } from '../platform/errors.ts';
import { getNotesAt } from './get-notes-at.ts';
import { taskOutputOf } from './rows.ts';
import { maxNotes } from './schema.ts';
import type { TaskUpdateInput } from './schema.ts';
import type { ScopedTask } from './scope.ts';

type Sent = Pick<TaskUpdateInput, 'set' | 'notesBase' | 'notesBaseText'>;

/**
 * What an update sets, with its notes merged into those of now, if these have changed since the text that the writer
 * began from. Where history does not tell that text any more, the notes are set as they were sent.
 * @throws BAD_REQUEST for a base without notes or one that is yet to come; CONFLICT where the merged notes are too long
 */
export async function mergeNotes(
  w: WriteCtx,
  row: ScopedTask,
  sent: Sent,
): Promise<TaskUpdateInput['set']> {
  const { set } = sent;
  const base = await getBase(w, row, sent);
  if (base === null || set.notes === undefined || bug('notes-overwritten')) return set;
  const notes = mergeLines(base, row.notes, set.notes);
  if (notes.length > maxNotes) throw tooLong(row);
  return { ...set, notes };
}

/** The text that the writer began from; null where none is named, or none is known any more. */
async function getBase(w: WriteCtx, row: ScopedTask, sent: Sent): Promise<string | null> {
  const { set, notesBase, notesBaseText } = sent;
  const field = notesBaseText === undefined ? 'notesBase' : 'notesBaseText';
  if (notesBase === undefined && notesBaseText === undefined) return null;
  if (set.notes === undefined) throw badField([field], 'goes with set.notes');
  if (notesBase === undefined) return notesBaseText ?? null;
  if (notesBaseText !== undefined) throw badField([field], 'goes without notesBase');
  if (notesBase > row.version) {
    throw badField([field], `is yet to come: this task is at version ${row.version}`);
  }
  return getNotesAt(w, row, notesBase);
}

function tooLong({ right: _, ...current }: ScopedTask): CairnError {
  return new CairnError(
    'CONFLICT',
    `The notes have changed meanwhile, and with what was sent they would be longer than ${maxNotes} characters.`,
    { current: taskOutputOf(current) },
  );
}
