'use client';

import { useLocale, useTranslations } from 'next-intl';
import { store } from '../../_client/store/page-store.ts';
import { memberRowId } from '../../_client/store/rows.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { dayHeading } from '../upcoming/day-heading.ts';
import { overdueKey } from './group-tasks.ts';
import type { Grouping } from './group-tasks.ts';

const priorities = ['none', 'low', 'medium', 'urgent'] as const;

/** The heading of a part, by what its tasks have in common. */
export function usePartTitle(workspaceId: string, grouping: Grouping): (key: string) => string {
  const t = useTranslations('filter');
  const field = useTranslations('field');
  const locale = useLocale();
  const today = useToday();
  return (key) => {
    if (grouping === 'priority') return field(`priorities.${priorities[Number(key)] ?? 'none'}`);
    if (grouping === 'none') return '';
    if (key === '') return t(`without.${grouping}`);
    if (grouping === 'due')
      return key === overdueKey ? t('overdue') : dayHeading(key, { today, locale });
    if (grouping === 'label') return store.get('labels', key)?.name ?? '';
    if (grouping === 'assignee')
      return store.get('members', memberRowId(workspaceId, key))?.name ?? '';
    const project = store.get('projects', key);
    return project?.isInbox === true ? field('inbox') : (project?.name ?? '');
  };
}
