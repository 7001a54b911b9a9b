'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { requestReset } from '../../_client/account/links.ts';
import type { Problems } from '../../_client/account.ts';
import { TextField } from '../../_ui/text-field.tsx';
import { AuthForm } from './auth-form.tsx';
import { AuthNote } from './auth-note.tsx';
import { looksLikeEmail, useAttempt } from './use-attempt.ts';
import type { Given } from './use-attempt.ts';
import { useInstanceFacts } from './use-instance-facts.ts';

async function attempt({ email }: Given): Promise<Problems> {
  if (!looksLikeEmail(email)) return { email: { reason: 'email' } };
  return requestReset(email);
}

/** Asks for a link to a new password; where no mail is sent, says whom to ask and for what. */
export function ForgotForm() {
  const t = useTranslations();
  const facts = useInstanceFacts();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { say, busy, onSubmit, onInput } = useAttempt(attempt, ({ email }) => setSentTo(email));
  const back = { label: t('links.backToSignIn'), path: '/sign-in' };

  if (facts?.mail === false) {
    return (
      <AuthNote title={t('links.forgotTitle')} action={back}>
        <p>{t('links.noMail')}</p>
        <p className="text-sm">
          {t.rich('links.noMailCommand', {
            code: (text) => <code className="font-mono">{text}</code>,
          })}
        </p>
      </AuthNote>
    );
  }
  if (sentTo !== null) {
    return (
      <AuthNote title={t('links.sentTitle')} action={back}>
        <p>{t('links.sent', { email: sentTo })}</p>
        <p>{t('links.sentHint')}</p>
      </AuthNote>
    );
  }
  return (
    <AuthForm
      title={t('links.forgotTitle')}
      problem={say('form')}
      submit={t('links.send')}
      busy={busy}
      onSubmit={onSubmit}
      other={{ question: t('links.remembered'), label: t('auth.signIn'), path: '/sign-in' }}
    >
      <div onInput={onInput} className="contents">
        <TextField
          label={t('auth.email')}
          name="email"
          type="email"
          autoComplete="username"
          required
          hint={t('links.forgotHint')}
          error={say('email')}
        />
      </div>
    </AuthForm>
  );
}
