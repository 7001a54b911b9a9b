'use client';

import Plus from 'lucide-react/icons/plus';
import { useTranslations } from 'next-intl';
import { IconButton } from '../../_ui/icon-button.tsx';

/** Opens the line for a new task of a day. */
export function AddToDay({ day, onAdd }: { day: string; onAdd: () => void }) {
  const t = useTranslations('upcoming');
  return (
    <IconButton label={t('add', { day })} onClick={onAdd}>
      <Plus size={16} aria-hidden />
    </IconButton>
  );
}
