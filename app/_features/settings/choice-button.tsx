'use client';

import ChevronsUpDown from 'lucide-react/icons/chevrons-up-down';
import { useEffect, useId, useState } from 'react';
import { buttonLooks } from '../../_ui/button-looks.ts';
import { useOverlay } from '../../_ui/overlay.ts';
import type { PickerOption } from '../../_ui/overlay-types.ts';
import { Picker } from '../../_ui/picker.tsx';

/** In milliseconds. */
const pause = 400;

type Props = {
  /** The id of the words that name the choice. */
  labelledBy: string;
  /** Shown in the empty filter line. */
  label: string;
  shown: string;
  /** Made a little after the button stands; must stay the same function. */
  options: () => readonly PickerOption[];
  chosen: string;
  onPick: (id: string) => void;
};

/** A choice of many: a button that says what is chosen, and a list that can be searched. */
export function ChoiceButton({ labelledBy, label, shown, options, chosen, onPick }: Props) {
  const list = useOverlay('listbox');
  const id = useId();
  const [made, setMade] = useState<readonly PickerOption[] | null>(null);
  if (list.open && made === null) setMade(options());
  useEffect(() => {
    const timer = setTimeout(() => setMade((before) => before ?? options()), pause);
    return () => clearTimeout(timer);
  }, [options]);
  return (
    <>
      <button
        type="button"
        id={id}
        aria-labelledby={`${labelledBy} ${id}`}
        {...list.trigger}
        className={buttonLooks('quiet', 'max-w-full gap-2')}
      >
        <span data-figures className="min-w-0 truncate font-normal">
          {shown}
        </span>
        <ChevronsUpDown size={14} aria-hidden className="shrink-0 text-muted" />
      </button>
      <Picker
        {...list.surface}
        label={label}
        options={made ?? []}
        chosen={[chosen]}
        onPick={onPick}
      />
    </>
  );
}
