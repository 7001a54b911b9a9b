'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { NotificationOutput } from '../../../server/notification/schema.ts';
import { snoozeNotified } from '../../_client/intents/notifications.ts';
import type { SnoozeFor } from '../../_client/intents/notifications.ts';
import { useMe } from '../../_client/store/use-rows.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { dayAt, dueWord, timeWord } from '../../_ui/date-words.ts';
import { showToast } from '../../_ui/toast.tsx';

/** What puts a reminder off, and says until when, or why not. */
export function useSnooze(): (one: NotificationOutput, how: SnoozeFor) => Promise<void> {
  const t = useTranslations('notification');
  const locale = useLocale();
  const today = useToday();
  const timeZone = useMe()?.timeZone ?? 'UTC';
  return useCallback(
    async (one: NotificationOutput, how: SnoozeFor) => {
      const until = await snoozeNotified(one, how);
      if (until === null) {
        showToast({ tone: 'problem', message: t('notSnoozed') });
        return;
      }
      const [day, time] = [dayAt(until, timeZone), timeWord(until, timeZone)];
      const setting = { today, locale, isFull: true };
      const when = day === today ? time : dueWord({ dueOn: day, dueTime: time }, setting).text;
      showToast({ message: t('snoozed', { when }) });
    },
    [t, locale, today, timeZone],
  );
}
