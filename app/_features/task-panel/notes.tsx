'use client';

import { useTranslations } from 'next-intl';
import { updateTask } from '../../_client/intents/edit-task.ts';
import { useDraft, useLeave } from './draft.ts';
import type { FieldProps } from './field-props.ts';
import { GrowText } from './grow-text.tsx';
import { ShownNotes } from './shown-notes.tsx';

const longest = 100_000;

/** The notes of a task: shown as markdown, written as plain text. */
export function Notes({ task, canWrite }: FieldProps) {
  const t = useTranslations('panel');
  const [draft, setDraft] = useDraft(`notes.${task.id}`);
  const store = (text: string) => {
    if (text !== task.notes) updateTask(task, { set: { notes: text } });
    setDraft(null);
  };
  useLeave(draft, store);

  if (draft !== null && canWrite) {
    return (
      <div className="px-4 pt-3 pb-2 md:px-5">
        <GrowText
          autoFocus
          value={draft}
          aria-label={t('notes')}
          maxLength={longest}
          placeholder={t('addNotes')}
          onFocus={({ target }) =>
            target.setSelectionRange(target.value.length, target.value.length)
          }
          onText={setDraft}
          onEscape={() => setDraft(null)}
          onSend={() => store(draft)}
          onBlur={() => store(draft)}
          className="-mx-2 box-content min-h-16 rounded-control px-2 py-1"
        />
      </div>
    );
  }
  if (task.notes === '') {
    return canWrite ? (
      <div className="px-4 pt-3 pb-2 md:px-5">
        <button
          type="button"
          data-ring="inside"
          onClick={() => setDraft('')}
          className="-mx-2 min-h-8 w-full rounded-control px-2 text-left text-muted hover:bg-hover touch:min-h-11"
        >
          {t('addNotes')}
        </button>
      </div>
    ) : null;
  }
  return <ShownNotes task={task} canWrite={canWrite} onEdit={() => setDraft(task.notes)} />;
}
