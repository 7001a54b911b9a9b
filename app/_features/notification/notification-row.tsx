'use client';

import AlarmClock from 'lucide-react/icons/alarm-clock';
import Check from 'lucide-react/icons/check';
import { useTranslations } from 'next-intl';
import type { NotificationOutput } from '../../../server/notification/schema.ts';
import { markNotifiedRead } from '../../_client/intents/notifications.ts';
import { useProject } from '../../_client/store/use-rows.ts';
import { classNames } from '../../_ui/class-names.ts';
import { timeWord } from '../../_ui/date-words.ts';
import { IconButton } from '../../_ui/icon-button.tsx';
import { Menu } from '../../_ui/menu.tsx';
import { useOverlay } from '../../_ui/overlay.ts';
import { openTask } from '../shell/open-task.ts';
import { useSnooze } from './use-snooze.ts';

type Props = { notification: NotificationOutput; timeZone: string };

/** One notification: its task, which a press opens, and when it came; what puts it off, and what marks it read. */
export function NotificationRow({ notification, timeZone }: Props) {
  const t = useTranslations('notification');
  const shell = useTranslations('shell');
  const { id, taskId, createdAt, readAt, task } = notification;
  const project = useProject(task.projectId);
  const isUnread = readAt === null;
  const isOpen = task.status === 'open';
  const place = project?.isInbox === true ? shell('inbox') : project?.name;
  const open = () => {
    openTask(taskId);
    void markNotifiedRead([id]);
  };
  return (
    <li
      data-unread={isUnread || undefined}
      className="group/notification relative flex min-h-11 items-center gap-2.5 rounded-control pr-1 pl-2 hover:bg-hover"
    >
      <span className="mt-2 flex size-4 shrink-0 items-center justify-center self-start">
        {isUnread && <span aria-hidden className="size-2 rounded-full bg-accent" />}
      </span>
      <span className="flex min-w-0 flex-1 flex-col py-1.5">
        <button
          type="button"
          data-ring="inside"
          onClick={open}
          className={classNames(
            'text-left wrap-anywhere after:absolute after:inset-0 after:rounded-control',
            isUnread && 'font-medium',
            !isOpen && 'text-muted line-through',
          )}
        >
          {isUnread && <span className="sr-only">{t('unread')}: </span>}
          {task.title}
          {!isOpen && <span className="sr-only">. {t('done')}</span>}
        </button>
        <span data-figures className="truncate text-sm text-muted">
          <time dateTime={createdAt}>{timeWord(createdAt, timeZone)}</time>
          {place !== undefined && ` · ${place}`}
        </span>
      </span>
      <span className="relative flex shrink-0 opacity-0 group-hover/notification:opacity-100 focus-within:opacity-100 has-aria-expanded:opacity-100 touch:opacity-100">
        {isOpen && <Snooze notification={notification} />}
        {isUnread && (
          <IconButton
            label={t('markRead', { title: task.title })}
            onClick={() => void markNotifiedRead([id])}
          >
            <Check size={16} aria-hidden />
          </IconButton>
        )}
      </span>
    </li>
  );
}

function Snooze({ notification }: Pick<Props, 'notification'>) {
  const t = useTranslations('notification');
  const menu = useOverlay('menu');
  const snooze = useSnooze();
  const label = t('snooze', { title: notification.task.title });
  return (
    <>
      <IconButton label={label} {...menu.trigger}>
        <AlarmClock size={16} aria-hidden />
      </IconButton>
      <Menu
        {...menu.surface}
        label={label}
        align="end"
        entries={[
          { label: t('snoozeFor.minutes'), onSelect: () => void snooze(notification, 10) },
          { label: t('snoozeFor.hour'), onSelect: () => void snooze(notification, 60) },
          { label: t('snoozeFor.tomorrow'), onSelect: () => void snooze(notification, 'tomorrow') },
        ]}
      />
    </>
  );
}
