'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { AttachmentOutput } from '../../../server/attachment/schema.ts';
import { createCell } from '../../_client/store/cell.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import { LateView, latePart } from '../../_ui/late-part.ts';
import { showToast } from '../../_ui/toast.tsx';

export type Looking = { pictures: readonly AttachmentOutput[]; id: string };

const looking = createCell<Looking | null>(null);

const part = latePart<LightboxProps>(async () => (await import('./lightbox.tsx')).Lightbox);

export type LightboxProps = Looking & {
  onLook: (id: string) => void;
  onClose: () => void;
};

/** Shows one of several pictures large. */
export function openLightbox(pictures: readonly AttachmentOutput[], id: string): void {
  looking.set({ pictures, id });
}

/** Stands once in the panel; fetched with the first picture that is looked at. */
export function LightboxView() {
  const t = useTranslations('ui');
  const shown = useCell(looking);
  const close = useCallback(() => looking.set(null), []);
  const onFail = useCallback(() => {
    looking.set(null);
    showToast({ message: t('partMissing'), tone: 'problem' });
  }, [t]);
  if (shown === null) return null;
  const onLook = (id: string) => looking.set({ ...shown, id });
  return <LateView part={part} props={{ ...shown, onLook, onClose: close }} onFail={onFail} />;
}
