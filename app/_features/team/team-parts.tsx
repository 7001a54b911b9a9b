'use client';

import { LateView, latePart } from '../../_ui/late-part.ts';
import { useOnFail } from '../shell/use-on-fail.ts';
import type { ShareDialogProps } from './share-dialog.tsx';

const sharePart = latePart<ShareDialogProps>(
  async () => (await import('./share-dialog.tsx')).ShareDialog,
);

/** Who sees a project, fetched when it is first opened. */
export function ShareDialog(props: ShareDialogProps) {
  return <LateView part={sharePart} props={props} onFail={useOnFail()} />;
}
