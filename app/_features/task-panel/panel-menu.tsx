'use client';

import Ban from 'lucide-react/icons/ban';
import Copy from 'lucide-react/icons/copy';
import Ellipsis from 'lucide-react/icons/ellipsis';
import FolderInput from 'lucide-react/icons/folder-input';
import LinkIcon from 'lucide-react/icons/link';
import RotateCcw from 'lucide-react/icons/rotate-ccw';
import Trash from 'lucide-react/icons/trash-2';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { cancelTask, reopenTask } from '../../_client/intents/close-task.ts';
import { deleteTask } from '../../_client/intents/delete-task.ts';
import { IconButton } from '../../_ui/icon-button.tsx';
import { Menu } from '../../_ui/menu.tsx';
import type { MenuEntry } from '../../_ui/overlay-types.ts';
import { useOverlay } from '../../_ui/overlay.ts';
import { askFor } from '../command/asked.ts';
import type { FieldProps } from './field-props.ts';
import { pressField } from './panel-keys.ts';

type Props = FieldProps & {
  onCopyLink: () => void;
  /** The task was deleted. */
  onGone: () => void;
};

/** What can be done with a whole task. */
export function PanelMenu({ task, canWrite, onCopyLink, onGone }: Props) {
  const t = useTranslations('panel');
  const menu = useOverlay('menu');
  const place = useRef<HTMLSpanElement>(null);
  const copies: MenuEntry[] = [
    {
      label: t('copyLink'),
      icon: <LinkIcon size={16} aria-hidden />,
      disabled: task.key === '',
      onSelect: onCopyLink,
    },
    {
      label: t('copyText'),
      icon: <Copy size={16} aria-hidden />,
      onSelect: () => askFor('copy', { taskIds: [task.id], anchor: null }),
    },
  ];
  const closing: MenuEntry =
    task.status === 'open'
      ? {
          label: t('cancelTask'),
          icon: <Ban size={16} aria-hidden />,
          onSelect: () => cancelTask(task),
        }
      : {
          label: t('reopenTask'),
          icon: <RotateCcw size={16} aria-hidden />,
          onSelect: () => reopenTask(task),
        };
  const writes: MenuEntry[] = [
    closing,
    {
      label: t('move'),
      icon: <FolderInput size={16} aria-hidden />,
      keys: 'm',
      // The menu gives the focus back first; the list then takes it.
      onSelect: () => void setTimeout(() => pressField(place.current, 'm'), 0),
    },
    'line',
    ...copies,
    'line',
    {
      label: t('deleteTask'),
      icon: <Trash size={16} aria-hidden />,
      tone: 'danger',
      onSelect: () => {
        deleteTask(task);
        onGone();
      },
    },
  ];
  return (
    <span ref={place}>
      <IconButton label={t('more')} {...menu.trigger}>
        <Ellipsis size={16} aria-hidden />
      </IconButton>
      <Menu {...menu.surface} label={t('more')} align="end" entries={canWrite ? writes : copies} />
    </span>
  );
}
