'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { store } from '../../_client/store/page-store.ts';
import { memberRowId } from '../../_client/store/rows.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { shortDate } from '../../_ui/date-words.ts';
import { priorityNames } from '../task-panel/priority-choice.tsx';

/** What stands beside a title on paper, in words: where there is no colour, and no tomorrow. */
export function PrintFacts({ task }: { task: TaskOutput }) {
  const t = useTranslations('field');
  const locale = useLocale();
  const today = useToday();
  const { workspaceId, dueOn, dueTime, priority, labelIds, assigneeIds } = task;
  const facts = [
    dueOn && [shortDate(dueOn, { today, locale }), dueTime].filter(Boolean).join('\u00a0'),
    priority > 0 && t(`priorities.${priorityNames[priority] ?? 'none'}`),
    ...labelIds.map((id) => store.get('labels', id)?.name),
    ...assigneeIds.map((id) => store.get('members', memberRowId(workspaceId, id))?.name),
  ];
  return (
    <span data-figures className="ml-auto shrink-0 pl-4 text-sm">
      {facts.filter(Boolean).join(' · ')}
    </span>
  );
}
