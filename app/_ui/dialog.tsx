'use client';

import { LateView } from './late-part.ts';
import { useOpening } from './overlay.ts';
import { dialogPart } from './overlay-parts.ts';
import type { DialogProps } from './overlay-types.ts';

/** A modal question or form. Not for looking at a task: that is the panel. */
export function Dialog(props: DialogProps) {
  const { wanted, onFail } = useOpening(props);
  return (
    wanted && <LateView part={dialogPart} props={{ ...props, shape: 'centre' }} onFail={onFail} />
  );
}
