'use client';

import ArrowDownUp from 'lucide-react/icons/arrow-down-up';
import { useTranslations } from 'next-intl';
import { intend } from '../../_client/intents/late-intents.ts';
import { usePlannedIds } from '../../_client/store/use-planned.ts';
import { IconButton } from '../../_ui/icon-button.tsx';
import { focusRow } from '../task-list/focus-row.ts';
import type { ListState } from '../task-list/list-state.ts';
import type { Part } from '../task-list/outline.ts';

/** Puts Today into the order of time again; there while the person's own order says something of what is shown. */
export function ClearPlan({ list, parts }: { list: ListState; parts: readonly Part[] }) {
  const t = useTranslations('today');
  const planned = usePlannedIds(parts.flatMap(({ rows }) => rows.map(({ id }) => id)));
  if (planned.length === 0) return null;
  const clear = () => {
    // The button goes away: its focus goes to the list.
    focusRow(list.cursor.get());
    intend(({ clearPlan }) => clearPlan(planned));
  };
  return (
    <IconButton label={t('byTime')} onClick={clear}>
      <ArrowDownUp size={16} aria-hidden />
    </IconButton>
  );
}
