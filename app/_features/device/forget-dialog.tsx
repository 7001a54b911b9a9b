'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { countLost, forgetDevice } from '../../_client/intents/forget-device.ts';
import { Button } from '../../_ui/button.tsx';
import { Dialog } from '../../_ui/dialog.tsx';
import type { ForgetDialogProps } from './forget-view.tsx';

/** Says what goes with all that this browser keeps, and forgets it. */
export function ForgetDialog({ open, turn, onClose }: ForgetDialogProps) {
  const t = useTranslations('device');
  return (
    <Dialog open={open} onClose={onClose} title={t('title')}>
      <Question key={turn} onClose={onClose} />
    </Dialog>
  );
}

function Question({ onClose }: { onClose: () => void }) {
  const t = useTranslations('device');
  const [lost, setLost] = useState<number | null>(null);
  const [state, setState] = useState<'asks' | 'forgets' | 'failed'>('asks');
  useEffect(() => {
    let isOver = false;
    void countLost().then((count) => isOver || setLost(count));
    return () => {
      isOver = true;
    };
  }, []);

  const forget = async () => {
    setState('forgets');
    const end = await forgetDevice().catch(() => 'failed' as const);
    if (end === 'forgotten') window.location.assign('/sign-in');
    else setState('failed');
  };
  return (
    <>
      <p>{t('question')}</p>
      <p className={lost ? 'mt-3 font-medium text-danger' : 'mt-3 text-muted'} aria-live="polite">
        {lost === null ? t('looking') : lost > 0 ? t('lost', { count: lost }) : t('nothingLost')}
      </p>
      <p role="alert" className="mt-3 text-danger empty:hidden">
        {state === 'failed' ? t('failed') : ''}
      </p>
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button
          tone="danger"
          busy={state === 'forgets'}
          disabled={lost === null}
          onClick={() => void forget()}
        >
          {t(lost ? 'forgetLosing' : 'forget')}
        </Button>
      </div>
    </>
  );
}
