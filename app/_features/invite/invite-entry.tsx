'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useState } from 'react';
import { LateView, latePart } from '../../_ui/late-part.ts';
import { Button } from '../../_ui/button.tsx';

const pagePart = latePart<object>(async () => (await import('./invite-page.tsx')).InvitePage);

/** The page of an invite. It comes late, so that the first load of the workspace shares no chunk with it. */
export function InviteEntry() {
  const t = useTranslations('invite');
  const [tries, setTries] = useState(0);
  const [failed, setFailed] = useState(false);
  const onFail = useCallback(() => setFailed(true), []);
  if (!failed) return <LateView key={tries} part={pagePart} props={{}} onFail={onFail} />;
  const again = () => {
    setTries(tries + 1);
    setFailed(false);
  };
  return (
    <>
      <p role="status" className="text-center text-balance">
        {t('unanswered')}
      </p>
      <Button tone="primary" onClick={again} className="h-9 w-full">
        {t('again')}
      </Button>
    </>
  );
}
