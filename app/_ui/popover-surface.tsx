'use client';

import { Popover as Base } from '@base-ui/react/popover';
import { classNames } from './class-names.ts';
import type { PopoverProps } from './overlay-types.ts';
import { closesBy, returnTo } from './surface-parts.ts';

/** The popover itself, on Base UI. Fetched lazily: import `Popover` from `popover.tsx` instead. */
export function PopoverSurface({
  open,
  anchor,
  onClose,
  label,
  children,
  align = 'start',
  className,
}: PopoverProps) {
  return (
    <Base.Root
      open={open}
      onOpenChange={(next, details) => {
        if (!next && closesBy(anchor, details)) onClose();
      }}
    >
      <Base.Portal>
        <Base.Positioner
          anchor={anchor}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="z-40"
        >
          <Base.Popup
            aria-label={label}
            finalFocus={returnTo(anchor)}
            className={classNames(
              'max-h-(--available-height) floating overflow-y-auto outline-none',
              className,
            )}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
