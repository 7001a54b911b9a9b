'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { editTasks } from '../../_client/intents/bulk-tasks.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { announce } from '../../_ui/live-region.tsx';
import { dayHeading } from './day-heading.ts';

/** Makes tasks due on another day, says so aloud, and offers to take it back. */
export function usePutOff(): (tasks: readonly TaskOutput[], day: string) => void {
  const t = useTranslations('upcoming');
  const locale = useLocale();
  const today = useToday();
  return (tasks, day) => {
    const moved = tasks.filter(({ dueOn }) => dueOn !== day);
    if (moved.length === 0) return;
    editTasks(moved, { set: { dueOn: day } });
    const values = { count: moved.length, title: moved[0]?.title ?? '' };
    announce(t('moved', { ...values, day: dayHeading(day, { today, locale }) }));
  };
}
