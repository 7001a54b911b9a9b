'use client';

import { useTranslations } from 'next-intl';
import { useAnswer } from '../../_client/ask.ts';
import { ForgetPart } from '../device/forget-part.tsx';
import { Part } from './part.tsx';
import { PasswordForm } from './password-form.tsx';
import { SessionList } from './session-list.tsx';

/** What guards the account: the password, and where the person is signed in. */
export function SecurityPart() {
  const t = useTranslations('security');
  const sessions = useAnswer('session.list', {});
  return (
    <>
      <Part title={t('sessions')} about={t('sessionsAbout')}>
        <SessionList answer={sessions} />
      </Part>
      <Part title={t('password')} about={t('passwordAbout')}>
        <PasswordForm onChanged={sessions.again} />
      </Part>
      <ForgetPart />
    </>
  );
}
