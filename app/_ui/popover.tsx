'use client';

import { LateView } from './late-part.ts';
import { useOpening } from './overlay.ts';
import { popoverPart } from './overlay-parts.ts';
import type { PopoverProps } from './overlay-types.ts';

/** Anything that floats at a control: a picker, a small form. Its first field gets the focus. See `useOverlay`. */
export function Popover(props: PopoverProps) {
  const { wanted, onFail } = useOpening(props);
  return wanted && <LateView part={popoverPart} props={props} onFail={onFail} />;
}
