'use client';

import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { wasEnded } from '../../_client/account/ended.ts';

const never = () => () => undefined;

/** Why the page stands here: its session was ended elsewhere, or ran out. */
export function EndedNote() {
  const t = useTranslations('auth');
  const isEnded = useSyncExternalStore(never, wasEnded, () => false);
  return (
    <div role="status" className="empty:-mt-4">
      {isEnded && (
        <p className="rounded-control bg-hover px-3 py-2 text-center text-sm text-balance text-muted">
          {t('ended')}
        </p>
      )}
    </div>
  );
}
