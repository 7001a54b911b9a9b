'use client';

import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

type Props = {
  label: string;
  onClose: () => void;
  /** On a phone: over everything, from the foot. */
  sheet?: boolean;
  children: ReactNode;
};

const beside =
  'relative w-105 border-l border-hairline max-xl:absolute max-xl:inset-y-0 max-xl:right-0 max-xl:z-20 max-xl:max-w-full max-xl:animate-appear max-xl:border-0 max-xl:shadow-float';
const above = 'absolute inset-x-0 top-8 bottom-0 animate-rise rounded-t-card shadow-float';

/** Where the open task stands: beside the list, over it where there is less room, a sheet on a phone. */
export function PanelFrame({ label, onClose, sheet = false, children }: Props) {
  const box = useRef<HTMLElement>(null);

  useEffect(() => {
    if (!sheet) return;
    const before = document.activeElement;
    box.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [sheet]);

  // Heard on the page's own tree: menus of the panel stand elsewhere in it, so their Escape is theirs.
  useEffect(() => {
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onClose();
    };
    const aside = box.current;
    aside?.addEventListener('keydown', leave);
    return () => aside?.removeEventListener('keydown', leave);
  }, [onClose]);

  const panel = (
    <aside
      ref={box}
      aria-label={label}
      tabIndex={-1}
      className={classNames(
        'flex min-h-0 shrink-0 flex-col overflow-hidden bg-canvas outline-none',
        sheet ? above : beside,
      )}
    >
      {children}
    </aside>
  );
  if (!sheet) return panel;
  return (
    <div className="fixed inset-0 z-20">
      <div aria-hidden onClick={onClose} className="absolute inset-0 animate-appear bg-veil" />
      {panel}
    </div>
  );
}
