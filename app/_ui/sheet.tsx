'use client';

import { LateView } from './late-part.ts';
import { useOpening } from './overlay.ts';
import { dialogPart } from './overlay-parts.ts';
import type { DialogProps } from './overlay-types.ts';

/** A modal that comes from the foot of the screen; for phones. */
export function Sheet(props: DialogProps) {
  const { wanted, onFail } = useOpening(props);
  return (
    wanted && <LateView part={dialogPart} props={{ ...props, shape: 'sheet' }} onFail={onFail} />
  );
}
