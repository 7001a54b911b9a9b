'use client';

import Ellipsis from 'lucide-react/icons/ellipsis';
import Pencil from 'lucide-react/icons/pencil';
import Quote from 'lucide-react/icons/quote';
import Trash from 'lucide-react/icons/trash-2';
import { useTranslations } from 'next-intl';
import { IconButton } from '../../_ui/icon-button.tsx';
import { Menu } from '../../_ui/menu.tsx';
import type { MenuEntry } from '../../_ui/overlay-types.ts';
import { useOverlay } from '../../_ui/overlay.ts';

type Props = { onQuote: () => void; onEdit?: () => void; onDelete?: () => void };

/** What can be done with a comment. */
export function CommentMenu({ onQuote, onEdit, onDelete }: Props) {
  const t = useTranslations('comment');
  const menu = useOverlay('menu');
  const entries: MenuEntry[] = [
    { label: t('quote'), icon: <Quote size={16} aria-hidden />, onSelect: onQuote },
  ];
  if (onEdit)
    entries.push({ label: t('edit'), icon: <Pencil size={16} aria-hidden />, onSelect: onEdit });
  if (onDelete) {
    const icon = <Trash size={16} aria-hidden />;
    entries.push({ label: t('delete'), icon, tone: 'danger', onSelect: onDelete });
  }
  return (
    <>
      <IconButton
        label={t('more')}
        {...menu.trigger}
        className="ml-auto opacity-0 group-hover/comment:opacity-100 focus-visible:opacity-100 aria-expanded:opacity-100 touch:opacity-100"
      >
        <Ellipsis size={16} aria-hidden />
      </IconButton>
      <Menu {...menu.surface} label={t('more')} align="end" entries={entries} />
    </>
  );
}
