'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { renameTask } from '../../_client/intents/edit-task.ts';
import { titleId } from './row-element.ts';
import { classNames } from '../../_ui/class-names.ts';

/** The longest title that the contract takes. */
const longest = 500;

/** The title as it is read. */
export function TaskTitle({ task, leaving }: { task: TaskOutput; leaving: boolean }) {
  const closed = task.status !== 'open';
  return (
    <span
      id={titleId(task.id)}
      data-title
      className={classNames(
        'min-w-0 cursor-text truncate py-1 transition-opacity duration-(--appear)',
        closed && 'text-muted line-through',
        leaving && 'opacity-60',
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
  const ended = useRef(false);

  useEffect(() => {
    const input = field.current;
    input?.focus();
    input?.setSelectionRange(input.value.length, input.value.length);
  }, []);

  const end = (how: 'saved' | 'left', keep: boolean) => {
    if (ended.current) return;
    ended.current = true;
    if (keep && field.current) renameTask(task, field.current.value);
    onEnd(how);
  };
  return (
    <input
      ref={field}
      defaultValue={task.title}
      maxLength={longest}
      aria-label={t('title')}
      data-ring="none"
      className="min-w-0 flex-1 bg-transparent py-1 outline-none"
      onBlur={() => end('left', true)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') end('saved', true);
        else if (event.key === 'Escape') end('saved', false);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
}
