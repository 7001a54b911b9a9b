'use client';

import { useTranslations } from 'next-intl';
import { Part } from './part.tsx';
import { SessionList } from './session-list.tsx';

/** What guards the account: where the person is signed in. */
export function SecurityPart() {
  const t = useTranslations('security');
  return (
    <Part title={t('sessions')} about={t('sessionsAbout')}>
      <SessionList />
    </Part>
  );
}
