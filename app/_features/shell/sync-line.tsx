'use client';

import CloudOff from 'lucide-react/icons/cloud-off';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { reachable, rereadShown } from '../../_client/loads/loads.ts';
import { outbox, refusals, syncState } from '../../_client/sending/sync.ts';
import { signedOut } from '../../_client/store/session.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import { LateView, latePart } from '../../_ui/late-part.ts';
import type { AttentionDialogProps } from '../attention/attention-dialog.tsx';
import { useOnFail } from './use-on-fail.ts';

/** What there is to say about saving: nothing while all goes well. */
export function SyncLine() {
  const t = useTranslations();
  const { pending, stuck, outdated } = useCell(syncState);
  const isSignedOut = useCell(signedOut);
  const isReachable = useCell(reachable);
  const isTrouble = isSignedOut || !isReachable || stuck;
  return (
    <div role="status" aria-live="polite">
      {outdated ? (
        <Line
          text={t('attention.outdated')}
          act={
            <TextButton label={t('attention.reload')} onClick={() => window.location.reload()} />
          }
        />
      ) : (
        isTrouble && (
          <Line
            text={
              isSignedOut
                ? t('sync.signedOut', { count: pending })
                : pending > 0
                  ? t('sync.notSaved', { count: pending })
                  : t('sync.reconnecting')
            }
            act={
              isSignedOut ? (
                // In another tab: this one keeps what is not saved, and sends it once the person is back.
                <a className={actLook} href={signInPath()} target="_blank">
                  {t('sync.signIn')}
                </a>
              ) : (
                <TextButton label={t('sync.retry')} onClick={tryNow} />
              )
            }
          />
        )
      )}
      <AttentionLine />
    </div>
  );
}

/** How many changes the server refused, and the way to them. */
function AttentionLine() {
  const t = useTranslations('attention');
  const { length } = useCell(refusals);
  const [isOpen, setIsOpen] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);
  const onFail = useOnFail();
  const open = () => {
    setIsOpen(true);
    setWasOpen(true);
  };
  return (
    <>
      {length > 0 && (
        <Line
          text={t('count', { count: length })}
          act={<TextButton label={t('open')} onClick={open} />}
        />
      )}
      {wasOpen && (
        <LateView
          part={attentionPart}
          props={{ open: isOpen, onClose: () => setIsOpen(false) }}
          onFail={onFail}
        />
      )}
    </>
  );
}

const attentionPart = latePart<AttentionDialogProps>(
  async () => (await import('../attention/attention-dialog.tsx')).AttentionDialog,
);

const actLook = 'shrink-0 rounded-control font-medium underline';

function Line({ text, act }: { text: string; act: ReactNode }) {
  return (
    <div className="flex min-h-8 items-center gap-2 px-2 text-sm text-muted">
      <CloudOff size={14} aria-hidden className="shrink-0" />
      <span className="min-w-0 flex-1">{text}</span>
      {act}
    </div>
  );
}

function TextButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button type="button" className={actLook} onClick={onClick}>
      {label}
    </button>
  );
}

function tryNow(): void {
  outbox.retryNow();
  rereadShown({ force: true });
}

/** Where one signs in again and comes back to this view. */
export function signInPath(): string {
  const { pathname, search } = window.location;
  return `/sign-in?next=${encodeURIComponent(pathname + search)}`;
}
