'use client';

import { createCell } from '../../_client/store/cell.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import { LateView, latePart } from '../../_ui/late-part.ts';
import { dismissToast } from '../../_ui/toast.tsx';
import { useOnFail } from '../shell/use-on-fail.ts';

export type AttentionDialogProps = { open: boolean; onClose: () => void };

/** Null until it is first asked for. */
const isOpen = createCell<boolean | null>(null);
const part = latePart<AttentionDialogProps>(
  async () => (await import('./attention-dialog.tsx')).AttentionDialog,
);
const close = () => isOpen.set(false);

/** Messages of what stands in the list. */
const told: number[] = [];

/** A message that says no more than the list will. */
export const goesWithAttention = (toastId: number): void => void told.push(toastId);

/** Shows what the server refused, in the place of the messages of it. */
export function showAttention(): void {
  for (const toastId of told.splice(0)) dismissToast(toastId);
  isOpen.set(true);
}

/** Stands once in the shell; fetched when it is first asked for. */
export function AttentionView() {
  const open = useCell(isOpen);
  const onFail = useOnFail();
  return open !== null && <LateView part={part} props={{ open, onClose: close }} onFail={onFail} />;
}
