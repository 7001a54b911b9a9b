'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useMemo, useState } from 'react';
import { preloadOverlays } from './overlay-parts.ts';
import type { Anchored } from './overlay-types.ts';
import { showToast } from './toast.tsx';

/**
 * The state of one menu or popover. Spread `trigger` on its button and `surface` on `Menu` or `Popover`;
 * `showAt` opens it by keyboard at any element.
 */
export function useOverlay(kind: 'menu' | 'dialog' | 'listbox') {
  const [open, setOpen] = useState(false);
  const [button, setButton] = useState<HTMLElement | null>(null);
  const [place, setPlace] = useState<HTMLElement | null>(null);

  const showAt = useCallback((element: HTMLElement) => {
    setPlace(element);
    setOpen(true);
  }, []);
  const hide = useCallback(() => setOpen(false), []);

  return useMemo(() => {
    const toggle = () => {
      setPlace(null);
      setOpen((was) => !was);
    };
    const surface: Anchored = { open, anchor: place ?? button, onClose: hide };
    const trigger = {
      ref: setButton,
      onClick: toggle,
      onPointerEnter: preloadOverlays,
      onFocus: preloadOverlays,
      'aria-haspopup': kind,
      'aria-expanded': open,
    };
    return { open, showAt, hide, trigger, surface };
  }, [open, button, place, kind, showAt, hide]);
}

type Opening = { open: boolean; onClose: () => void };

/**
 * Whether a surface stands in the page: from its first opening on, so that its leaving is animated;
 * and what to do where its code does not come.
 */
export function useOpening({ open, onClose }: Opening): { wanted: boolean; onFail: () => void } {
  const t = useTranslations('ui');
  const [opened, setOpened] = useState(open);
  if (open && !opened) setOpened(true);
  const onFail = useCallback(() => {
    showToast({ message: t('partMissing'), tone: 'problem' });
    onClose();
    setOpened(false);
  }, [t, onClose]);
  return { wanted: opened, onFail };
}
