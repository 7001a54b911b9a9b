'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { askToForget, ForgetView } from './forget-view.tsx';

/**
 * Where nobody is signed in: that something unsaved waits on this device. It says how much and not whose, for whoever
 * reads it has not shown who they are; the person themselves is told once they sign in.
 */
export function WaitingNote() {
  const t = useTranslations('device');
  const [count, setCount] = useState(0);
  useEffect(() => {
    let isOver = false;
    import('../../_client/intents/left-here.ts')
      .then(({ leftHere }) => leftHere())
      .then(
        (waiting) => isOver || setCount(waiting),
        () => undefined,
      );
    return () => void (isOver = true);
  }, []);
  return (
    <>
      {count > 0 && (
        <div role="note" className="rounded-control bg-hover px-3 py-2 text-sm text-muted">
          <p>{t('waits', { count })}</p>
          <button
            type="button"
            onClick={askToForget}
            className="mt-1 inline-flex min-h-6 items-center rounded-control font-medium text-text underline touch:min-h-11"
          >
            {t('open')}
          </button>
        </div>
      )}
      <ForgetView />
    </>
  );
}
