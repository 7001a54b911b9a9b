'use client';

import Pencil from 'lucide-react/icons/pencil';
import X from 'lucide-react/icons/x';
import { useLocale, useTranslations } from 'next-intl';
import type { Chip } from '../../../server/domain/filter/chips.ts';
import type { FilterNames } from '../../../server/domain/filter/resolve-names.ts';
import { classNames } from '../../_ui/class-names.ts';
import { Menu } from '../../_ui/menu.tsx';
import { useOverlay } from '../../_ui/overlay.ts';
import type { MenuEntry } from '../../_ui/overlay-types.ts';
import { ValuePicker } from './chip-picker.tsx';
import { fieldOf } from './chip-values.ts';
import { sayChip } from './edit-chips.ts';

/** What chips and what adds one look like. */
export const chipLook = (...more: string[]) =>
  classNames(
    'inline-flex h-8 max-w-full items-center gap-1 rounded-control border text-sm select-none touch:h-11',
    ...more,
  );

type Props = {
  chip: Chip;
  names: FilterNames;
  onEdit: () => void;
  onChange: (chip: Chip | null) => void;
};

/** One condition: a press changes its value, turns it round, or takes it away. */
export function ChipButton({ chip, names, onEdit, onChange }: Props) {
  const t = useTranslations('filter');
  const locale = useLocale();
  const menu = useOverlay('menu');
  const values = useOverlay('listbox');
  const { anchor } = menu.surface;
  const field = chip.kind === 'clause' ? fieldOf(chip.clause) : undefined;
  const showValues = () => anchor && values.showAt(anchor);
  const said = sayChip(chip, locale);
  const entries: MenuEntry[] = [
    {
      label: t(field ? 'change' : 'changeText'),
      icon: <Pencil size={16} />,
      onSelect: field ? showValues : onEdit,
    },
    ...(chip.kind === 'clause'
      ? [
          {
            label: t('negated'),
            checked: chip.negated,
            onSelect: () => onChange({ ...chip, negated: !chip.negated }),
          },
        ]
      : []),
    'line',
    { label: t('remove'), icon: <X size={16} />, onSelect: () => onChange(null) },
  ];
  return (
    <>
      <button
        type="button"
        {...menu.trigger}
        onKeyDown={(event) => {
          if (event.key !== 'Backspace' && event.key !== 'Delete') return;
          event.preventDefault();
          event.stopPropagation();
          onChange(null);
        }}
        className={chipLook(
          'border-transparent bg-hover px-2.5 hover:bg-selected aria-expanded:bg-selected',
        )}
      >
        <span className="truncate">{said}</span>
      </button>
      <Menu {...menu.surface} label={said} entries={entries} />
      {chip.kind === 'clause' && field && (
        <ValuePicker
          {...values.surface}
          field={field}
          clause={chip.clause}
          names={names}
          onPick={(clause) => onChange({ ...chip, clause })}
        />
      )}
    </>
  );
}
