'use client';

import { createCell } from '../../_client/store/cell.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import { LateView, latePart } from '../../_ui/late-part.ts';
import { useOnFail } from '../shell/use-on-fail.ts';

export type AttentionDialogProps = { open: boolean; onClose: () => void };

/** Null until it is first asked for. */
const isOpen = createCell<boolean | null>(null);
const part = latePart<AttentionDialogProps>(
  async () => (await import('./attention-dialog.tsx')).AttentionDialog,
);
const close = () => isOpen.set(false);

/** Shows what the server refused. */
export const showAttention = (): void => isOpen.set(true);

/** Stands once in the shell; fetched when it is first asked for. */
export function AttentionView() {
  const open = useCell(isOpen);
  const onFail = useOnFail();
  return open !== null && <LateView part={part} props={{ open, onClose: close }} onFail={onFail} />;
}
