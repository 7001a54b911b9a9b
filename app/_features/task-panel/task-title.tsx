'use client';

import { useTranslations } from 'next-intl';
import { longestTitle } from '../../../server/domain/limits.ts';
import { completeTask, reopenTask } from '../../_client/intents/close-task.ts';
import { renameTask } from '../../_client/intents/edit-task.ts';
import { useTextEdit } from '../writing/text-edit.ts';
import { CheckboxRound } from '../../_ui/checkbox-round.tsx';
import { classNames } from '../../_ui/class-names.ts';
import type { FieldProps } from './field-props.ts';
import { GrowText } from './grow-text.tsx';

/** The circle and the title of the open task; the title is edited where it stands. */
export function TaskTitle({ task, canWrite }: FieldProps) {
  const t = useTranslations('panel');
  const edit = useTextEdit(task.title, (text, was) => renameTask(task, text, was));
  const open = task.status === 'open';
  return (
    <div className="flex items-start px-2 pb-1 md:px-3">
      <CheckboxRound
        state={task.status}
        priority={task.priority}
        label={t(open ? 'complete' : 'reopen', { title: task.title })}
        keys="d"
        data-key="d"
        disabled={!canWrite}
        onToggle={() => (open ? completeTask(task) : reopenTask(task))}
      />
      <h2 className="min-w-0 flex-1 text-panel font-semibold">
        <GrowText
          value={edit.text}
          aria-label={t('title')}
          data-key="e"
          readOnly={!canWrite}
          maxLength={longestTitle}
          onText={(text) => edit.type(text.replace(/\n/gu, ' '))}
          onEscape={edit.isWriting ? edit.revert : undefined}
          onEnter={edit.save}
          onLeave={edit.save}
          className={classNames(
            'rounded-control px-1.5 py-1 leading-6 hover:bg-hover focus:bg-transparent read-only:hover:bg-transparent touch:py-2.5',
            !open && 'text-muted line-through',
          )}
        />
      </h2>
    </div>
  );
}
