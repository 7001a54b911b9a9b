'use client';

import { useTranslations } from 'next-intl';
import { updateTask } from '../../_client/intents/edit-task.ts';
import { showToast } from '../../_ui/toast.tsx';
import { openTask } from '../shell/open-task.ts';
import { draftFate } from '../writing/draft-fate.ts';
import { useDraft } from '../writing/draft.ts';
import type { FieldProps } from './field-props.ts';
import { NotesEditor } from './notes-editor.tsx';
import { ShownNotes } from './shown-notes.tsx';

/** The notes of a task: shown as markdown, written as plain text. */
export function Notes({ task, canWrite }: FieldProps) {
  const t = useTranslations('panel');
  const { draft, begin, type, end } = useDraft(`notes.${task.id}`, leave);
  const fate = draft && draftFate(draft, task.notes);

  function save() {
    if (draft) updateTask(task, { set: { notes: draft.text } });
    end();
  }
  function settle() {
    if (fate === 'save') save();
    else if (fate === 'drop') end();
  }
  /** What cannot be settled stays a draft, and is there again when the task is. */
  function leave() {
    if (!canWrite) return;
    settle();
    if (fate !== 'ask') return;
    showToast({
      message: t('notesKept', { title: task.title }),
      tone: 'problem',
      actions: [{ label: t('backToNotes'), run: () => openTask(task.id) }],
    });
  }

  if (draft !== null && canWrite) {
    return (
      <NotesEditor
        where={task}
        text={draft.text}
        meanwhile={fate === 'ask' ? task.notes : null}
        onText={type}
        onLeave={settle}
        onKeepMine={save}
        onTakeTheirs={end}
      />
    );
  }
  if (task.notes !== '')
    return <ShownNotes task={task} canWrite={canWrite} onEdit={() => begin(task.notes)} />;
  return canWrite ? (
    <div className="px-4 pt-3 pb-2 md:px-5">
      <button
        type="button"
        data-ring="inside"
        onClick={() => begin('')}
        className="-mx-2 min-h-8 w-full rounded-control px-2 text-left text-muted hover:bg-hover touch:min-h-11"
      >
        {t('addNotes')}
      </button>
    </div>
  ) : null;
}
