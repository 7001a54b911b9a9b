'use client';

import Plus from 'lucide-react/icons/plus';
import { useLocale, useTranslations } from 'next-intl';
import { Fragment, useState } from 'react';
import type { Filter } from '../../../server/domain/filter/ast.ts';
import { toChips } from '../../../server/domain/filter/chips.ts';
import type { Chip } from '../../../server/domain/filter/chips.ts';
import type { FilterNames } from '../../../server/domain/filter/resolve-names.ts';
import { useOverlay } from '../../_ui/overlay.ts';
import { ChipButton, chipLook } from './chip-button.tsx';
import { FieldPicker, ValuePicker } from './chip-picker.tsx';
import type { ChipField } from './chip-values.ts';
import { changeChip, chipOf } from './edit-chips.ts';
import type { ChipPlace } from './edit-chips.ts';

type Props = {
  filter: Filter;
  names: FilterNames;
  onText: (text: string) => void;
  /** The person wants to change in the text what is more than a chip can say. */
  onEdit: () => void;
};

/** A filter to click together: chips of a group all hold, of the groups one does. */
export function FilterChips({ filter, names, onText, onEdit }: Props) {
  const t = useTranslations('filter');
  const locale = useLocale();
  const groups = toChips(filter);
  const change = (at: ChipPlace, chip: Chip | null) =>
    onText(changeChip(filter, { at, chip }, locale));
  const adder = (group: number, isNewGroup: boolean) => (
    <AddChip
      names={names}
      label={t(isNewGroup ? 'addGroup' : 'addChip')}
      word={isNewGroup ? t('or') : groups.length === 0 ? t('addChip') : null}
      onAdd={(chip) => change({ group, index: groups[group]?.length ?? 0 }, chip)}
    />
  );
  return (
    <div role="group" aria-label={t('chips')} className="flex flex-wrap items-center gap-1.5">
      {groups.map((chips, group) => (
        <Fragment key={group}>
          {group > 0 && <span className="px-0.5 text-sm text-muted">{t('or')}</span>}
          {chips.map((chip, index) => (
            <ChipButton
              key={index}
              chip={chip}
              names={names}
              onEdit={onEdit}
              onChange={(next) => change({ group, index }, next)}
            />
          ))}
          {adder(group, false)}
        </Fragment>
      ))}
      {adder(groups.length, groups.length > 0)}
    </div>
  );
}

type AddProps = {
  names: FilterNames;
  label: string;
  /** Beside the plus; null where the plus says enough. */
  word: string | null;
  onAdd: (chip: Chip) => void;
};

/** Adds a chip: first its field, then the value. */
function AddChip({ names, label, word, onAdd }: AddProps) {
  const fields = useOverlay('listbox');
  const values = useOverlay('listbox');
  const [field, setField] = useState<ChipField>('due');
  const { anchor } = fields.surface;
  return (
    <>
      <button
        type="button"
        aria-label={word === null || word === label ? label : `${word}: ${label}`}
        data-tip={label}
        {...fields.trigger}
        className={chipLook(
          'border-transparent text-muted hover:bg-hover hover:text-text aria-expanded:bg-selected',
          word === null ? 'px-2' : 'pr-2.5 pl-2',
        )}
      >
        <Plus size={14} aria-hidden />
        {word}
      </button>
      <FieldPicker
        {...fields.surface}
        onPick={(picked) => {
          setField(picked);
          if (anchor) values.showAt(anchor);
        }}
      />
      <ValuePicker
        {...values.surface}
        field={field}
        clause={null}
        names={names}
        onPick={(clause) => onAdd(chipOf(clause))}
      />
    </>
  );
}
