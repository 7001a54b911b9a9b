'use client';

import Check from 'lucide-react/icons/check';
import CircleAlert from 'lucide-react/icons/circle-alert';
import CloudOff from 'lucide-react/icons/cloud-off';
import CloudUpload from 'lucide-react/icons/cloud-upload';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { intended } from '../../_client/intents/late-intents.ts';
import { reachable } from '../../_client/loads/loads.ts';
import { refusals, syncState } from '../../_client/sending/sync-state.ts';
import { comingFiles, refusedOf, waitingOf } from '../../_client/store/coming-files.ts';
import { signedOut } from '../../_client/store/session.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import { showAttention } from '../attention/attention-view.tsx';
import { tryNow } from './try-now.ts';
import { useOnline } from './use-online.ts';

/** What is saved sooner, in milliseconds, is not told of. */
const worthTelling = 1_000;
/** So long, in milliseconds, it stands there that all is saved. */
const savedStands = 2_500;

/** What there is to say about saving: nothing while all goes well, but that what was told of is over. */
export function SyncLine() {
  const t = useTranslations();
  const { pending: changes, stuck, outdated } = useCell(syncState);
  const isSignedOut = useCell(signedOut);
  const isReachable = useCell(reachable);
  const files = waitingOf(useCell(comingFiles));
  const pending = changes + files.length + useCell(intended);
  const isTrouble =
    isSignedOut || !isReachable || stuck || files.some(({ state }) => state === 'resting');
  const isSaving = useLasting(pending > 0 && !isTrouble);
  const isOnline = useOnline();
  const away = pending > 0 ? 'notSaved' : 'reconnecting';
  const unreached = isOnline ? away : 'offline';
  const trouble = isSignedOut ? 'signedOut' : unreached;
  const isOver = useJustOver(pending > 0 && (isSaving || isTrouble));
  const refused = useRefused();
  return (
    <div role="status" aria-live="polite">
      {outdated ? (
        <Line
          icon="trouble"
          text={t('attention.outdated')}
          act={
            <TextButton label={t('attention.reload')} onClick={() => window.location.reload()} />
          }
        />
      ) : (
        isTrouble && (
          <Line
            icon="trouble"
            text={t(`sync.${trouble}`, { count: pending })}
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
      {isSaving && !outdated && <Line icon="saving" text={t('sync.saving', { count: pending })} />}
      {isOver && pending === 0 && !isTrouble && refused === 0 && (
        <Line icon="saved" text={t('sync.saved')} />
      )}
      <AttentionLine count={refused} />
    </div>
  );
}

/** How many changes and files the server refused. */
function useRefused(): number {
  return useCell(refusals).length + refusedOf(useCell(comingFiles)).length;
}

/** How many there are, and the way to them. */
function AttentionLine({ count }: { count: number }) {
  const t = useTranslations('attention');
  if (count === 0) return null;
  return (
    <Line
      icon="attention"
      text={t('count', { count })}
      act={<TextButton label={t('open')} onClick={showAttention} />}
    />
  );
}

/** True once something has been true for so long that it is worth telling. */
function useLasting(isSo: boolean): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    if (!isSo) return undefined;
    const timer = setTimeout(() => setLasts(true), worthTelling);
    return () => {
      clearTimeout(timer);
      setLasts(false);
    };
  }, [isSo]);
  return isSo && lasts;
}

/** True for a moment after something is over. */
function useJustOver(isSo: boolean): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    if (!isSo) return undefined;
    return () => {
      setOver(true);
      setTimeout(() => setOver(false), savedStands);
    };
  }, [isSo]);
  return isOver && !isSo;
}

const actLook = 'shrink-0 rounded-control font-medium underline';

const icons = { trouble: CloudOff, saving: CloudUpload, saved: Check, attention: CircleAlert };

type LineProps = { icon: keyof typeof icons; text: string; act?: ReactNode };

function Line({ icon, text, act }: LineProps) {
  const Icon = icons[icon];
  return (
    <div className="flex min-h-8 items-center gap-2 px-2 py-0.5 text-sm text-muted">
      <Icon size={14} aria-hidden className="shrink-0" />
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

/** Where one signs in again and comes back to this view. */
export function signInPath(): string {
  const { pathname, search } = window.location;
  return `/sign-in?next=${encodeURIComponent(pathname + search)}`;
}
