'use client';

import { useTranslations } from 'next-intl';
import { notesVersion, writeNotes } from '../../_client/intents/write-notes.ts';
import { draftFate } from '../writing/draft-fate.ts';
import { useDraft } from '../writing/draft.ts';
import type { FieldProps } from './field-props.ts';
import { NotesEditor } from './notes-editor.tsx';
import { ShownNotes } from './shown-notes.tsx';

/**
 * The notes of a task: shown as markdown, written as plain text. What others write meanwhile leaves the editor alone
 * and is there once it closes.
 */
export function Notes({ task, canWrite }: FieldProps) {
  const t = useTranslations('panel');
  const { draft, begin, type, end } = useDraft(`notes.${task.id}`, save);

  function save() {
    if (draft && draftFate(draft, task.notes) !== 'drop') {
      const { was, text, version = 0 } = draft;
      writeNotes(task, text, { notes: was, version });
    }
    end();
  }

  // Also of who may write no more meanwhile: saved, it is refused and stays to be copied.
  if (draft !== null) {
    return <NotesEditor where={task} text={draft.text} onText={type} onLeave={save} />;
  }
  if (task.notes !== '') {
    const edit = () => begin(task.notes, notesVersion(task));
    return <ShownNotes task={task} canWrite={canWrite} onEdit={edit} />;
  }
  return canWrite ? (
    <div className="px-4 pt-3 pb-2 md:px-5">
      <button
        type="button"
        data-ring="inside"
        onClick={() => begin('', notesVersion(task))}
        className="-mx-2 min-h-8 w-full rounded-control px-2 text-left text-muted hover:bg-hover touch:min-h-11"
      >
        {t('addNotes')}
      </button>
    </div>
  ) : null;
}
