'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { ChangeOutput } from '../../../server/change/schema.ts';
import { useMe, useMember } from '../../_client/store/use-rows.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { whenWord } from '../../_ui/date-words.ts';
import { useLeftName } from '../team/use-left-name.ts';
import { ChangeLine } from './change-line.tsx';
import type { ChangeGroup } from './group-changes.ts';

type Props = {
  workspaceId: string;
  group: ChangeGroup;
  /** Asks what undoing one change would do; left out where the person may only look. */
  onUndo: ((change: ChangeOutput, line: string) => void) | undefined;
};

/** What one write did, in words. */
export function HistoryEntry({ workspaceId, group, onUndo }: Props) {
  const t = useTranslations('history');
  const locale = useLocale();
  const today = useToday();
  const me = useMe();
  const [first] = group.changes;
  const actor = useMember(workspaceId, first.actorId);
  const leftName = useLeftName();
  const who =
    (actor && (leftName(actor) ?? actor.name)) ??
    (first.actorId === me?.id ? me.name : undefined) ??
    t('someone');
  return (
    <li className="flex flex-col">
      {group.changes.map((change, at) => (
        <ChangeLine
          key={change.id}
          workspaceId={workspaceId}
          change={change}
          who={who}
          onUndo={onUndo}
        >
          {at === 0 && today !== '' && me && (
            <time dateTime={change.at} className="whitespace-nowrap text-muted">
              {whenWord(change.at, me.timeZone, { today, locale })}
              {change.viaToken && ` · ${t('byProgram')}`}
            </time>
          )}
        </ChangeLine>
      ))}
    </li>
  );
}
