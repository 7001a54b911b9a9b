'use client';

import { useLocale, useTranslations } from 'next-intl';
import { memberRowId } from '../../_client/store/rows.ts';
import type { Store } from '../../_client/store/store.ts';
import { useStore } from '../../_client/store/page-store.ts';
import { useTask } from '../../_client/store/use-rows.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { durationWord, shortDate } from '../../_ui/date-words.ts';
import { useLeftName } from '../team/use-left-name.ts';
import type { Names } from './change-words.ts';

const priorities = ['none', 'low', 'medium', 'urgent'] as const;
type Told = Readonly<Record<string, string>>;
const wholeStore = (store: Store) => store;

/**
 * What things are called, for the words of a change.
 * @param told names that the server said, by their ids: of what the page may never have shown
 */
export function useNames(workspaceId: string, parentId: unknown, told: Told = {}): Names {
  const t = useTranslations();
  const locale = useLocale();
  const today = useToday();
  const store = useStore(wholeStore);
  const parent = useTask(typeof parentId === 'string' ? parentId : null);
  const gone = t('history.gone');
  const list = (words: string[]) => words.join(', ');
  const leftName = useLeftName();
  const person = (id: string) => {
    const member = store.get('members', memberRowId(workspaceId, id));
    return member ? (leftName(member) ?? member.name) : gone;
  };
  return {
    project: (id) => {
      const project = store.get('projects', id);
      return project?.isInbox ? t('field.inbox') : (project?.name ?? gone);
    },
    section: (id) => told[id] ?? store.get('sections', id)?.name ?? gone,
    task: (id) =>
      told[id] ?? (parent?.id === id ? parent.title : store.get('tasks', id)?.title) ?? gone,
    labels: (ids) => list(ids.map((id) => store.get('labels', id)?.name ?? gone)),
    people: (ids) => list(ids.map(person)),
    day: (day) => (today === '' ? day : shortDate(day, { today, locale })),
    minutes: (minutes) => durationWord(minutes, locale),
    priority: (priority) => t(`field.priorities.${priorities[priority] ?? 'none'}`),
  };
}
