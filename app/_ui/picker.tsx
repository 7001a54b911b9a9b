'use client';

import { LateView, latePart } from './late-part.ts';
import type { Anchored, PickerProps } from './overlay-types.ts';
import { Popover } from './popover.tsx';

const pickerPart = latePart<PickerProps>(
  async () => (await import('./picker-surface.tsx')).PickerSurface,
);

/**
 * A list to choose from, with a line to filter it: labels, people, a project. `onPick` gets the id that was
 * pressed; where `multiple`, that is also how one is taken away, and the list stays open.
 */
export function Picker({ open, anchor, onClose, ...props }: Anchored & PickerProps) {
  const onPick = (id: string) => {
    props.onPick(id);
    if (props.multiple !== true) onClose();
  };
  return (
    <Popover open={open} anchor={anchor} onClose={onClose} label={props.label} className="w-64">
      <PickerList {...props} onPick={onPick} onFail={onClose} />
    </Popover>
  );
}

/** The list of a picker, inside a popover of one's own. */
export function PickerList({ onFail, ...props }: PickerProps & { onFail: () => void }) {
  return <LateView part={pickerPart} props={props} onFail={onFail} />;
}
