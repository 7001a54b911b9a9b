'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { createCell } from '../../_client/store/cell.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import { LateView, latePart } from '../../_ui/late-part.ts';
import { showToast } from '../../_ui/toast.tsx';

export type ForgetDialogProps = {
  open: boolean;
  /** Counts how often it was asked for: each time it begins anew. */
  turn: number;
  onClose: () => void;
};

/** Null until it is first asked for. */
const asked = createCell<{ open: boolean; turn: number } | null>(null);
const part = latePart<ForgetDialogProps>(
  async () => (await import('./forget-dialog.tsx')).ForgetDialog,
);

/** Asks whether all that this browser keeps is to go. */
export const askToForget = (): void =>
  asked.set({ open: true, turn: (asked.get()?.turn ?? 0) + 1 });

/** Stands once in a page; fetched when it is first asked for. */
export function ForgetView() {
  const t = useTranslations('ui');
  const shown = useCell(asked);
  const onFail = useCallback(() => {
    asked.set(null);
    showToast({ message: t('partMissing'), tone: 'problem' });
  }, [t]);
  const onClose = useCallback(() => {
    const now = asked.get();
    if (now) asked.set({ ...now, open: false });
  }, []);
  return shown && <LateView part={part} props={{ ...shown, onClose }} onFail={onFail} />;
}
