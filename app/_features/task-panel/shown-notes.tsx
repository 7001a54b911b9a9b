'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { notesVersion, writeNotes } from '../../_client/intents/write-notes.ts';
import { Note } from '../comment/note.tsx';
import type { FieldProps } from './field-props.ts';

/** Notes to read: boxes can be ticked, a press on the text begins to change it. */
export function ShownNotes({ task, canWrite, onEdit }: FieldProps & { onEdit: () => void }) {
  const t = useTranslations('panel');
  const box = useRef<HTMLElement>(null);
  const edit = useRef(onEdit);
  useEffect(() => {
    edit.current = onEdit;
  });
  // The button says the same to keyboards and readers; the text itself stays text.
  useEffect(() => {
    const text = box.current;
    if (!canWrite || text === null) return;
    const press = ({ target }: MouseEvent) => {
      const onControl = target instanceof Element && target.closest('a, input, button') !== null;
      const selecting = window.getSelection()?.isCollapsed === false;
      if (!onControl && !selecting) edit.current();
    };
    text.addEventListener('click', press);
    return () => text.removeEventListener('click', press);
  }, [canWrite]);
  const write = (notes: string) =>
    writeNotes(task, notes, { notes: task.notes, version: notesVersion(task) });
  return (
    <section
      ref={box}
      aria-label={t('notes')}
      className="group/notes relative px-4 pt-4 pb-2 md:px-5"
    >
      <Note
        workspaceId={task.workspaceId}
        text={task.notes}
        onChange={canWrite ? write : undefined}
      />
      {canWrite && (
        <button
          type="button"
          onClick={onEdit}
          className="absolute top-1 right-3 h-7 rounded-control bg-raised px-2 text-sm text-muted opacity-0 shadow-float group-hover/notes:opacity-100 focus-visible:opacity-100 touch:hidden"
        >
          {t('editNotes')}
        </button>
      )}
    </section>
  );
}
