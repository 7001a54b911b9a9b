'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { longestTitle } from '../../../server/domain/limits.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { intend } from '../../_client/intents/late-intents.ts';
import { useTextEdit } from '../writing/text-edit.ts';
import { titleId } from './row-element.ts';
import { classNames } from '../../_ui/class-names.ts';
import { focusLeft } from '../../_ui/focus-left.ts';

type TitleProps = {
  task: TaskOutput;
  /** True where it stands back behind the others: see `isHeldBack`. */
  dimmed: boolean;
};

/** The title as it is read. */
export function TaskTitle({ task, dimmed }: TitleProps) {
  const closed = task.status !== 'open';
  return (
    <span
      id={titleId(task.id)}
      data-title
      className={classNames(
        'min-w-0 cursor-text truncate py-1',
        (closed || dimmed) && 'text-muted',
        closed && 'line-through',
      )}
    >
      {task.title}
    </span>
  );
}

type FieldProps = { task: TaskOutput; onEnd: (how: 'saved' | 'left') => void };

/** The title as it is written: Enter and leaving keep it, Escape does not. */
export function TitleField({ task, onEnd }: FieldProps) {
  const t = useTranslations('tasks');
  const field = useRef<HTMLInputElement>(null);
  const edit = useTextEdit(
    task.title,
    (text, was) => intend(({ renameTask }) => renameTask(task, text, was)),
    { inTurn: intend },
  );

  useEffect(() => {
    const input = field.current;
    input?.focus();
    input?.setSelectionRange(input.value.length, input.value.length);
  }, []);

  const end = (how: 'saved' | 'left') => edit.save(() => onEnd(how));
  return (
    <input
      ref={field}
      value={edit.text}
      maxLength={longestTitle}
      readOnly={edit.isHeld}
      aria-label={t('title')}
      data-ring="none"
      className="min-w-0 flex-1 bg-transparent py-1 outline-none"
      onChange={(event) => edit.type(event.target.value)}
      onBlur={(event) => focusLeft(event) && end('left')}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape'))
          return;
        if (event.key === 'Escape') edit.revert();
        end('saved');
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
}
