'use client';

import ChevronRight from 'lucide-react/icons/chevron-right';
import Plus from 'lucide-react/icons/plus';
import { useTranslations } from 'next-intl';
import { longestTitle } from '../../../server/domain/limits.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { addTasks } from '../../_client/intents/add-task.ts';
import { completeTask, reopenTask } from '../../_client/intents/close-task.ts';
import { renameTask } from '../../_client/intents/edit-task.ts';
import { useTextEdit } from '../writing/text-edit.ts';
import { CheckboxRound } from '../../_ui/checkbox-round.tsx';
import { classNames } from '../../_ui/class-names.ts';
import { IconButton } from '../../_ui/icon-button.tsx';
import { openTask } from '../shell/open-task.ts';
import { writtenTasks } from '../quick-add/written-tasks.ts';
import type { FieldProps } from './field-props.ts';
import { GrowText } from './grow-text.tsx';
import { useSubtasks } from './use-subtasks.ts';

/** The tasks directly below the open one: done, renamed, opened and added here. */
export function Subtasks({ task, canWrite }: FieldProps) {
  const t = useTranslations('panel');
  const { open, closed } = useSubtasks(task);
  const all = [...open, ...closed];
  const done = all.filter(({ status }) => status !== 'open').length;
  if (all.length === 0 && !canWrite) return null;
  return (
    <section aria-label={t('subtasks')} className="px-2 py-2 md:px-3">
      {all.length > 0 && (
        <h3 className="flex h-8 items-center gap-2 px-2 text-sm font-semibold">
          {t('subtasks')}
          <span data-figures className="font-normal text-muted">
            {t('subtaskCount', { done, all: all.length })}
          </span>
        </h3>
      )}
      <ul>
        {all.map((one) => (
          <SubtaskRow key={one.id} task={one} canWrite={canWrite} />
        ))}
      </ul>
      {canWrite && <AddSubtask parent={task} />}
    </section>
  );
}

function SubtaskRow({ task, canWrite }: FieldProps) {
  const t = useTranslations('panel');
  const edit = useTextEdit(task.title, (text, was) => renameTask(task, text, was));
  const open = task.status === 'open';
  return (
    <li className="group/sub flex items-start">
      <CheckboxRound
        state={task.status}
        priority={task.priority}
        label={t(open ? 'complete' : 'reopen', { title: task.title })}
        disabled={!canWrite}
        onToggle={() => (open ? completeTask(task) : reopenTask(task))}
      />
      <GrowText
        value={edit.text}
        aria-label={t('subtaskTitle')}
        readOnly={!canWrite}
        maxLength={longestTitle}
        onText={(text) => edit.type(text.replace(/\n/gu, ' '))}
        onEscape={edit.isWriting ? edit.revert : undefined}
        onEnter={edit.save}
        onLeave={edit.save}
        className={classNames(
          'min-w-0 flex-1 rounded-control px-1.5 py-1.5 hover:bg-hover focus:bg-transparent read-only:hover:bg-transparent touch:py-3',
          !open && 'text-muted line-through',
        )}
      />
      <IconButton
        label={t('openSubtask', { title: task.title })}
        onClick={() => openTask(task.id)}
        className="opacity-0 group-hover/sub:opacity-100 focus-visible:opacity-100 touch:opacity-100"
      >
        <ChevronRight size={16} aria-hidden />
      </IconButton>
    </li>
  );
}

function AddSubtask({ parent }: { parent: TaskOutput }) {
  const t = useTranslations('panel');
  const { workspaceId, projectId, id: parentId } = parent;
  const edit = useTextEdit('', (text) => {
    const lines = writtenTasks({ text, literal: [] }, { workspaceId, deepest: 0 });
    addTasks({ workspaceId, projectId, parentId }, lines);
  });
  return (
    <div className="flex items-start">
      <span className="flex size-8 shrink-0 items-center justify-center text-muted touch:size-11">
        <Plus size={16} aria-hidden />
      </span>
      <GrowText
        value={edit.text}
        aria-label={t('addSubtask')}
        placeholder={t('addSubtask')}
        onText={edit.type}
        onEscape={edit.text === '' ? undefined : edit.revert}
        onEnter={edit.save}
        onLeave={edit.save}
        className="min-w-0 flex-1 rounded-control px-1.5 py-1.5 hover:bg-hover focus:bg-transparent touch:py-3"
      />
    </div>
  );
}
