'use client';

import Bot from 'lucide-react/icons/bot';
import Undo2 from 'lucide-react/icons/undo-2';
import { useTranslations } from 'next-intl';
import type { ChangeGroupOutput } from '../../../server/change/schema.ts';
import { useMe, useMember } from '../../_client/store/use-rows.ts';
import { Avatar } from '../../_ui/avatar.tsx';
import { timeWord } from '../../_ui/date-words.ts';
import { IconButton } from '../../_ui/icon-button.tsx';
import { useLeftName } from '../team/use-left-name.ts';
import { useGroupLine } from './use-group-line.ts';

type Props = {
  workspaceId: string;
  group: ChangeGroupOutput;
  names: Readonly<Record<string, string>>;
  onUndo: (what: string) => void;
};

/** One intent: what was done, by whom and when, and what takes it back. */
export function GroupRow({ workspaceId, group, names, onUndo }: Props) {
  const t = useTranslations('history');
  const me = useMe();
  const member = useMember(workspaceId, group.actorId);
  const leftName = useLeftName();
  const { line, below } = useGroupLine(workspaceId, group, names);
  const left = member && leftName(member);
  const who = left ?? member?.name ?? (group.actorId === null ? t('screen.system') : t('someone'));
  return (
    <li className="group/change flex min-h-11 items-start gap-2.5 rounded-control py-1.5 pr-1 pl-2 hover:bg-hover">
      <span className="flex h-6 items-center">
        {member && group.actorId !== null ? (
          <Avatar id={group.actorId} name={member.name} left={left} />
        ) : (
          <Bot size={16} aria-hidden className="mx-0.5 text-muted" />
        )}
      </span>
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="wrap-anywhere">{line}</span>
        {below !== '' && <span className="truncate text-sm text-muted">{below}</span>}
        <span data-figures className="text-sm text-muted">
          {who}
          {me && (
            <>
              {' · '}
              <time dateTime={group.at}>{timeWord(group.at, me.timeZone)}</time>
            </>
          )}
          {group.viaToken && ` · ${t('byProgram')}`}
          {group.undo === 'old' && ` · ${t('screen.old')}`}
        </span>
      </span>
      {group.undo === 'yes' && (
        <IconButton
          label={t('screen.undoOne', { what: line })}
          onClick={() => onUndo(line)}
          className="opacity-0 group-hover/change:opacity-100 focus-visible:opacity-100 touch:opacity-100"
        >
          <Undo2 size={16} aria-hidden />
        </IconButton>
      )}
    </li>
  );
}
