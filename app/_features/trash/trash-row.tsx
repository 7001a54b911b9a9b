'use client';

import Circle from 'lucide-react/icons/circle';
import Folder from 'lucide-react/icons/folder';
import Rows from 'lucide-react/icons/rows-3';
import RotateCcw from 'lucide-react/icons/rotate-ccw';
import Tag from 'lucide-react/icons/tag';
import Trash from 'lucide-react/icons/trash-2';
import { useLocale, useTranslations } from 'next-intl';
import type { TrashItem } from '../../_client/intents/trash.ts';
import { useMe, useMember } from '../../_client/store/use-rows.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { whenWord } from '../../_ui/date-words.ts';
import { IconButton } from '../../_ui/icon-button.tsx';
import { useLeftName } from '../team/use-left-name.ts';

const icons = { task: Circle, section: Rows, project: Folder, label: Tag };

type Props = {
  workspaceId: string;
  item: TrashItem;
  selected: boolean;
  onSelect: () => void;
  /** Left out where the person may not. */
  onRestore: (() => void) | undefined;
  onPurge: (() => void) | undefined;
};

/** One thing in the trash: what it was, where, who deleted it and when, and how long it is kept yet. */
export function TrashRow({ workspaceId, item, selected, onSelect, onRestore, onPurge }: Props) {
  const t = useTranslations('trash');
  const { entity, name, key, projectName } = item;
  const Icon = icons[entity];
  const place = entity === 'project' ? key : [key, projectName].filter(Boolean).join(' · ');
  const canSelect = onRestore !== undefined || onPurge !== undefined;
  return (
    <li
      data-selected={selected || undefined}
      className="group/trash flex min-h-11 items-center rounded-control pr-1 hover:bg-hover data-selected:bg-accent-tint"
    >
      <label className="flex min-w-0 flex-1 items-center self-stretch">
        <span className="flex size-9 shrink-0 items-center justify-center touch:size-11">
          <input
            type="checkbox"
            checked={selected}
            disabled={!canSelect}
            onChange={onSelect}
            aria-label={t('select', { name })}
            className="size-4 accent-accent"
          />
        </span>
        <span className="flex min-w-0 flex-1 flex-col py-1.5">
          <span className="flex min-w-0 items-center gap-2">
            <Icon size={14} aria-hidden className="shrink-0 text-muted" />
            <span className="sr-only">{t(`entity.${entity}`)}</span>
            <span className="truncate">{name}</span>
          </span>
          <span data-figures className="flex min-w-0 gap-1 pl-5.5 text-sm text-muted">
            <span className="truncate">
              {place !== null && place !== '' && `${place} · `}
              <Gone workspaceId={workspaceId} item={item} />
            </span>
            <span className="shrink-0">{`· ${t('left', { count: item.daysLeft })}`}</span>
          </span>
        </span>
      </label>
      <span className="flex shrink-0 opacity-0 group-hover/trash:opacity-100 focus-within:opacity-100 touch:opacity-100">
        {onRestore && (
          <IconButton label={t('restoreOne', { name })} onClick={onRestore}>
            <RotateCcw size={16} aria-hidden />
          </IconButton>
        )}
        {onPurge && (
          <IconButton label={t('purgeOne', { name })} onClick={onPurge}>
            <Trash size={16} aria-hidden />
          </IconButton>
        )}
      </span>
    </li>
  );
}

/** Who deleted it and when. */
function Gone({ workspaceId, item }: Pick<Props, 'workspaceId' | 'item'>) {
  const t = useTranslations('trash');
  const locale = useLocale();
  const today = useToday();
  const me = useMe();
  const leftName = useLeftName();
  const member = useMember(workspaceId, item.deletedBy);
  const who = member ? (leftName(member) ?? member.name) : t('someone');
  const when = today === '' || !me ? '' : whenWord(item.deletedAt, me.timeZone, { today, locale });
  return t('deleted', { who, when });
}
