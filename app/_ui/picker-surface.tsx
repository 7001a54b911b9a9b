'use client';

import { Combobox } from '@base-ui/react/combobox';
import Check from 'lucide-react/icons/check';
import Minus from 'lucide-react/icons/minus';
import Plus from 'lucide-react/icons/plus';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { fold } from '../../server/domain/fold.ts';
import type { PickerOption, PickerProps } from './overlay-types.ts';

/** The id of the line that makes a new one; no real id is empty. */
const creating = '';

/** The list itself, on Base UI. Fetched lazily: import `Picker` from `picker.tsx` instead. */
export function PickerSurface(props: PickerProps) {
  const { label, options, chosen, mixed = [], multiple = false } = props;
  const { onPick, createLabel, onCreate, find, onType, isBusy = false, onBack } = props;
  const t = useTranslations('ui');
  const [typed, setTyped] = useState('');
  const line = useRef<HTMLInputElement>(null);
  // It may come after the popover has opened around it.
  useEffect(() => line.current?.focus(), []);
  const wanted = fold(typed.trim());
  const found = find
    ? find(typed.trim())
    : options.filter(({ label: name, also = '' }) => fold(`${name} ${also}`).includes(wanted));
  const offers = createLabel !== undefined && wanted !== '';
  const isNew = offers && options.every((option) => fold(option.label) !== wanted);
  const shown: readonly PickerOption[] = isNew
    ? [...found, { id: creating, label: createLabel(typed.trim()) }]
    : found;
  const values = options.filter(({ id }) => chosen.includes(id));

  const type = (text: string) => {
    setTyped(text);
    onType?.(text);
  };
  const pick = (id: string) => {
    type('');
    if (id === creating) onCreate?.(typed.trim());
    else onPick(id);
  };
  const common = {
    inline: true,
    open: true,
    autoHighlight: true,
    items: shown,
    filter: null,
    inputValue: typed,
    onInputValueChange: (text: string, { reason }: { reason: string }) => {
      if (reason === 'input-change' || reason === 'input-clear') type(text);
    },
    itemToStringLabel: (option: PickerOption) => option.label,
    isItemEqualToValue: (a: PickerOption, b: PickerOption) => a.id === b.id,
  } as const;
  const list = (
    <>
      <Combobox.Input
        ref={line}
        aria-label={label}
        placeholder={label}
        data-ring="inside"
        onKeyDown={({ key }) => key === 'Backspace' && typed === '' && onBack?.()}
        className="h-9 w-full border-b border-hairline bg-transparent px-3 outline-none touch:h-11"
      />
      <Combobox.Empty className="px-3 py-3 text-sm text-muted empty:hidden">
        {!isBusy && t('nothingFound')}
      </Combobox.Empty>
      <Combobox.List className="max-h-72 overflow-y-auto p-1 empty:hidden">
        {(option: PickerOption) => (
          <Option key={option.id} option={option} isMixed={mixed.includes(option.id)} />
        )}
      </Combobox.List>
    </>
  );
  if (!multiple) {
    return (
      <Combobox.Root
        {...common}
        value={values[0] ?? null}
        onValueChange={(option) => option && pick(option.id)}
      >
        {list}
      </Combobox.Root>
    );
  }
  return (
    <Combobox.Root
      {...common}
      multiple
      value={values}
      onValueChange={(next) => pick(changed(values, next) ?? creating)}
    >
      {list}
    </Combobox.Root>
  );
}

/** The one id that is in only one of both. */
function changed(
  before: readonly PickerOption[],
  after: readonly PickerOption[],
): string | undefined {
  const has = (list: readonly PickerOption[], id: string) =>
    list.some((option) => option.id === id);
  const one = after.find(({ id }) => !has(before, id)) ?? before.find(({ id }) => !has(after, id));
  return one?.id;
}

function Option({ option, isMixed }: { option: PickerOption; isMixed: boolean }) {
  const t = useTranslations('ui');
  const { id, label, icon, hint } = option;
  return (
    <Combobox.Item
      value={option}
      className="flex h-8 items-center gap-2 rounded-control px-2 outline-none select-none data-highlighted:bg-selected touch:h-11"
    >
      {id === creating ? <Plus size={16} aria-hidden className="shrink-0 text-muted" /> : icon}
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {hint !== undefined && <span className="text-sm text-muted">{hint}</span>}
      {isMixed && (
        <span className="text-muted">
          <Minus size={16} aria-hidden />
          <span className="sr-only">{t('onSome')}</span>
        </span>
      )}
      <Combobox.ItemIndicator className="text-accent">
        <Check size={16} aria-hidden />
      </Combobox.ItemIndicator>
    </Combobox.Item>
  );
}
