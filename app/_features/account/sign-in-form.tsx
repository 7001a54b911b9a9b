'use client';

import { useTranslations } from 'next-intl';
import { signIn } from '../../_client/account.ts';
import type { Problems } from '../../_client/account.ts';
import { TextField } from '../../_ui/text-field.tsx';
import { AuthForm } from './auth-form.tsx';
import { PasswordField } from './password-field.tsx';
import { looksLikeEmail, useAttempt } from './use-attempt.ts';
import type { Given } from './use-attempt.ts';

async function attempt({ email, password }: Given): Promise<Problems> {
  if (!looksLikeEmail(email)) return { email: { reason: 'email' } };
  if (password === '') return { password: { reason: 'passwordEmpty' } };
  return signIn(email, password);
}

export function SignInForm() {
  const t = useTranslations('auth');
  const { say, busy, onSubmit, onInput } = useAttempt(attempt);
  return (
    <AuthForm
      title={t('signInTitle')}
      problem={say('form')}
      submit={t('signIn')}
      busy={busy}
      onSubmit={onSubmit}
      other={{ question: t('noAccount'), label: t('signUp'), path: '/sign-up' }}
    >
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
      </div>
    </AuthForm>
  );
}
