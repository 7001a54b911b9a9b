'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { register, signIn } from '../../_client/account.ts';
import type { Problems } from '../../_client/account.ts';
import { deviceZone } from '../../_client/device-zone.ts';
import { TextField } from '../../_ui/text-field.tsx';
import { keptSecret } from '../invite/invite-secret.ts';
import { AuthForm } from './auth-form.tsx';
import { PasswordField } from './password-field.tsx';
import { looksLikeEmail, useAttempt } from './use-attempt.ts';
import type { Given } from './use-attempt.ts';

function wrongFields({ name, email, password }: Given): Problems {
  const problems: NonNullable<Problems> = {
    ...((name === '' || name.length > 100) && { name: { reason: 'name' } as const }),
    ...(!looksLikeEmail(email) && { email: { reason: 'email' } as const }),
    ...((password.length < 10 || password.length > 512) && {
      password: { reason: 'password' } as const,
    }),
  };
  return Object.keys(problems).length > 0 ? problems : null;
}

type Props = {
  /** What the instance is called; undefined until that is known. */
  instance?: string | undefined;
  needsSetupCode?: boolean;
};

export function SignUpForm({ instance, needsSetupCode = false }: Props) {
  const t = useTranslations('auth');
  const locale = useLocale();
  const [askedForCode, setNeedsCode] = useState(false);
  const needsCode = askedForCode || needsSetupCode;

  const attempt = async (given: Given): Promise<Problems> => {
    const wrong = wrongFields(given);
    if (wrong !== null) return wrong;
    const timeZone = deviceZone();
    const setupCode = given.setupCode === '' ? undefined : given.setupCode;
    const inviteSecret = keptSecret() ?? undefined;
    const problems = await register({ ...given, setupCode, inviteSecret, locale, timeZone });
    if (problems === null) return signIn(given.email, given.password);
    if (problems.setupCode === undefined) return problems;
    setNeedsCode(true);
    return { setupCode: { reason: setupCode === undefined ? 'setupCode' : 'setupCodeWrong' } };
  };

  const { say, busy, onSubmit, onInput } = useAttempt(attempt);
  return (
    <AuthForm
      title={instance === undefined ? t('signUpTitle') : t('signUpAt', { instance })}
      problem={say('form')}
      submit={t('signUp')}
      busy={busy}
      onSubmit={onSubmit}
      other={{ question: t('haveAccount'), label: t('signIn'), path: '/sign-in' }}
    >
      <div onInput={onInput} className="contents">
        <TextField
          label={t('name')}
          name="name"
          autoComplete="name"
          required
          maxLength={100}
          placeholder={t('namePlaceholder')}
          error={say('name')}
        />
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
          autoComplete="new-password"
          required
          hint={t('passwordHint')}
          error={say('password')}
        />
        {needsCode && (
          <TextField
            label={t('setupCode')}
            name="setupCode"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            placeholder={t('setupCodeShape')}
            hint={t('setupCodeHint')}
            error={say('setupCode')}
          />
        )}
      </div>
    </AuthForm>
  );
}
