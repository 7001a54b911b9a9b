'use client';

import CloudOff from 'lucide-react/icons/cloud-off';
import { useTranslations } from 'next-intl';
import { reachable, rereadShown } from '../../_client/loads/loads.ts';
import { outbox, syncState } from '../../_client/sending/sync.ts';
import { signedOut } from '../../_client/store/session.ts';
import { useCell } from '../../_client/store/use-cell.ts';

/** What there is to say about saving: nothing while all goes well. */
export function SyncLine() {
  const t = useTranslations('sync');
  const { pending, stuck } = useCell(syncState);
  const isSignedOut = useCell(signedOut);
  const isReachable = useCell(reachable);
  const isTrouble = isSignedOut || !isReachable || stuck;
  return (
    <div role="status" aria-live="polite">
      {isTrouble && (
        <div className="flex min-h-8 items-center gap-2 px-2 text-sm text-muted">
          <CloudOff size={14} aria-hidden className="shrink-0" />
          <span className="min-w-0 flex-1">
            {isSignedOut
              ? t('signedOut', { count: pending })
              : pending > 0
                ? t('notSaved', { count: pending })
                : t('reconnecting')}
          </span>
          {isSignedOut ? (
            // In another tab: this one keeps what is not saved, and sends it once the person is back.
            <a
              className="shrink-0 rounded-control font-medium underline"
              href={signInPath()}
              target="_blank"
            >
              {t('signIn')}
            </a>
          ) : (
            <button
              type="button"
              className="shrink-0 rounded-control font-medium underline"
              onClick={tryNow}
            >
              {t('retry')}
            </button>
          )}
        </div>
      )}
    </div>
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
