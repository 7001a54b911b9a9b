'use client';

import ChevronRight from 'lucide-react/icons/chevron-right';
import X from 'lucide-react/icons/x';
import { useTranslations } from 'next-intl';
import { useTask } from '../../_client/store/use-rows.ts';
import { IconButton } from '../../_ui/icon-button.tsx';
import { showToast } from '../../_ui/toast.tsx';
import { WhoLooks } from '../presence/who-looks.tsx';
import { openTask } from '../shell/open-task.ts';
import { copyText } from './copy-text.ts';
import type { FieldProps } from './field-props.ts';
import { PanelMenu } from './panel-menu.tsx';
import { taskPath } from './task-path.ts';

/** Which task this is, the way back to the one above it, and what can be done with the whole of it. */
export function PanelHead({ onClose, ...field }: FieldProps & { onClose: () => void }) {
  const { task } = field;
  const t = useTranslations('panel');
  const parent = useTask(task.parentId);
  const copyLink = async () => {
    const done = await copyText(new URL(taskPath(task), location.origin).href);
    showToast(done ? { message: t('linkCopied') } : { message: t('notCopied'), tone: 'problem' });
  };
  return (
    <header className="flex h-12 shrink-0 items-center gap-1 pr-2 pl-3 md:pl-4">
      {parent && (
        <>
          <button
            type="button"
            onClick={() => openTask(parent.id)}
            aria-label={t('backTo', { title: parent.title })}
            data-ring="inside"
            className="flex h-8 min-w-0 shrink items-center rounded-control px-1.5 text-sm text-muted hover:bg-hover hover:text-text touch:h-11"
          >
            <span className="truncate">{parent.title}</span>
          </button>
          <ChevronRight size={14} aria-hidden className="shrink-0 text-muted" />
        </>
      )}
      {task.key !== '' && (
        <button
          type="button"
          onClick={() => void copyLink()}
          aria-label={t('copyLinkOf', { key: task.key })}
          data-tip={t('copyLink')}
          data-figures
          data-ring="inside"
          className="h-8 shrink-0 rounded-control px-1.5 text-sm text-muted hover:bg-hover hover:text-text touch:h-11"
        >
          {task.key}
        </button>
      )}
      <div className="ml-auto flex shrink-0 items-center">
        <WhoLooks workspaceId={task.workspaceId} projectId={task.projectId} taskId={task.id} />
        <PanelMenu {...field} onCopyLink={() => void copyLink()} onGone={onClose} />
        <IconButton label={t('close')} keys="escape" onClick={onClose}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
    </header>
  );
}
