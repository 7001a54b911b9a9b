'use client';

import { useTranslations } from 'next-intl';
import { signIn } from '../../_client/account.ts';
import type { Problems } from '../../_client/account.ts';
import { TextField } from '../../_ui/text-field.tsx';
import { WaitingNote } from '../device/waiting-note.tsx';
import { AuthForm } from './auth-form.tsx';
import { EndedNote } from './ended-note.tsx';
import { PasswordField } from './password-field.tsx';
import { looksLikeEmail, useAttempt } from './use-attempt.ts';
import type { Given } from './use-attempt.ts';
import { useInstanceFacts } from './use-instance-facts.ts';

async function attempt({ email, password }: Given): Promise<Problems> {
  if (!looksLikeEmail(email)) return { email: { reason: 'email' } };
  if (password === '') return { password: { reason: 'passwordEmpty' } };
  return signIn(email, password);
}

/** A page of its own, which a request fetches: no link of the router. */
const forgot = '/forgot';

export function SignInForm() {
  const t = useTranslations('auth');
  const facts = useInstanceFacts();
  const { say, busy, onSubmit, onInput } = useAttempt(attempt);
  return (
    <>
      <AuthForm
        title={t('signInAt', { instance: facts?.name ?? 'Cairn' })}
        problem={say('form')}
        submit={t('signIn')}
        busy={busy}
        onSubmit={onSubmit}
        other={{ question: t('noAccount'), label: t('signUp'), path: '/sign-up' }}
      >
        <EndedNote />
        <div onInput={onInput} className="contents">
          <TextField
            label={t('email')}
            name="email"
            type="email"
            autoComplete="username"
            required
            error={say('email')}
          />
          <PasswordField
            name="password"
            autoComplete="current-password"
            required
            error={say('password')}
          />
          <a
            href={forgot}
            className="-mt-2 flex min-h-6 items-center self-start rounded-control text-sm text-accent hover:underline touch:min-h-11"
          >
            {t('forgot')}
          </a>
        </div>
      </AuthForm>
      <WaitingNote />
    </>
  );
}
