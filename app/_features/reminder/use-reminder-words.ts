'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { ReminderOutput } from '../../../server/reminder/schema.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { useMe } from '../../_client/store/use-rows.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { dueWord, durationWord } from '../../_ui/date-words.ts';
import { sayWhen } from './say-when.ts';

/** What puts a reminder of a task into the person's words: "30 min before", «чт, 26 ноя 09:00». */
export function useReminderWords(task: TaskOutput): (when: ReminderOutput['when']) => string {
  const t = useTranslations('reminder');
  const locale = useLocale();
  const today = useToday();
  const timeZone = useMe()?.timeZone ?? 'UTC';
  return (when) => {
    const said = sayWhen(when, task, timeZone);
    switch (said.name) {
      case 'wall': {
        const setting = { today, locale, isFull: true };
        const { text } = dueWord({ dueOn: said.day, dueTime: said.time }, setting);
        const isElsewhere = said.timeZone !== null && said.timeZone !== timeZone;
        return isElsewhere ? `${text} · ${said.timeZone}` : text;
      }
      case 'duration':
        return t('duration', { duration: durationWord(said.minutes, locale) });
      case 'beforeTime':
        return t('beforeTime', { duration: durationWord(said.minutes, locale), time: said.time });
      case 'atDue':
        return t('atDue');
      case 'onDay':
      case 'dayBefore':
        return t(said.name, { time: said.time });
      case 'daysBefore':
        return t('daysBefore', { count: said.count, time: said.time });
      case 'minutes':
      case 'hours':
      case 'days':
        return t(said.name, { count: said.count });
    }
  };
}
