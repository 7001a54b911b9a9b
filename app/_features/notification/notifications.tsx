'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import type { NotificationOutput } from '../../../server/notification/schema.ts';
import { lookAtNotified, markNotifiedRead } from '../../_client/intents/notifications.ts';
import { navigate } from '../../_client/router.ts';
import { untold } from '../../_client/store/notification-news.ts';
import { notified } from '../../_client/store/notified.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import { Button } from '../../_ui/button.tsx';
import { EmptyState } from '../../_ui/empty-state.tsx';
import { dismissToast, showToast } from '../../_ui/toast.tsx';
import { ViewHeader } from '../../_ui/view-header.tsx';
import { Column } from '../shell/column.tsx';
import { openTask } from '../shell/open-task.ts';
import { Skeleton } from '../shell/skeleton.tsx';
import { NotificationDays, OlderNotifications } from './notification-days.tsx';
import { useSnooze } from './use-snooze.ts';

/** What the person was notified of in all workspaces, newest first. */
export function NotificationsView() {
  const t = useTranslations('notification');
  const { status, items, unread, nextCursor } = useCell(notified);
  useEffect(() => void lookAtNotified(), []);
  const markAll = async () => {
    if (!(await markNotifiedRead(null))) showToast({ tone: 'problem', message: t('notSaved') });
  };
  const isEmpty = items.length === 0;
  return (
    <>
      <ViewHeader
        title={t('title')}
        actions={
          unread > 0 && (
            <span className="mr-2">
              <Button onClick={() => void markAll()}>{t('markAll')}</Button>
            </span>
          )
        }
      />
      <Column>
        {status === 'loading' && isEmpty && <Skeleton />}
        {status === 'failed' && isEmpty && (
          <EmptyState action={<Button onClick={() => void lookAtNotified()}>{t('again')}</Button>}>
            {t('failed')}
          </EmptyState>
        )}
        {status === 'ready' && isEmpty && <EmptyState>{t('nothing')}</EmptyState>}
        <NotificationDays items={items} />
        {!isEmpty && nextCursor !== null && (
          <OlderNotifications key={nextCursor} hasFailed={status === 'failed'} />
        )}
      </Column>
    </>
  );
}

/** More than these stand in one message. */
const mostOneByOne = 2;
/** The message of each that stands in the page, by the notification's id. */
const shown = new Map<string, number>();
let said: readonly NotificationOutput[] | null = null;

/** Says in the page what came just now, until it is read here or elsewhere. Read aloud as all messages are. */
export function SayNotified() {
  const t = useTranslations('notification');
  const fresh = useCell(untold);
  const { items } = useCell(notified);
  const snooze = useSnooze();
  useEffect(() => {
    // What else the effect hangs on may change too.
    if (fresh === null || said === fresh) return;
    said = fresh;
    if (fresh.length > mostOneByOne) {
      showToast({
        stays: true,
        message: t('manySaid', { count: fresh.length }),
        actions: [{ label: t('show'), run: () => navigate('/notifications') }],
      });
      return;
    }
    const open = ({ id, taskId }: NotificationOutput) => {
      openTask(taskId);
      void markNotifiedRead([id]);
    };
    for (const one of fresh.toReversed()) {
      const toast = showToast({
        stays: true,
        message: t('said', { title: one.task.title }),
        actions: [
          { label: t('open'), run: () => open(one) },
          { label: t('tenMore'), run: () => void snooze(one, 10) },
        ],
      });
      shown.set(one.id, toast);
    }
  }, [fresh, t, snooze]);
  useEffect(() => {
    for (const { id, readAt } of items) {
      const toast = shown.get(id);
      if (toast === undefined || readAt === null) continue;
      dismissToast(toast);
      shown.delete(id);
    }
  }, [items]);
  return null;
}
