'use client';

import { LateView } from './late-part.ts';
import { useOpening } from './overlay.ts';
import { menuPart } from './overlay-parts.ts';
import type { MenuProps } from './overlay-types.ts';

/** A menu below the control that opened it; its behaviour is fetched with the first use. See `useOverlay`. */
export function Menu(props: MenuProps) {
  const { wanted, onFail } = useOpening(props);
  return wanted && <LateView part={menuPart} props={props} onFail={onFail} />;
}
