'use client';

import { useTranslations } from 'next-intl';
import { signIn } from '../../_client/account.ts';
import type { Problems } from '../../_client/account.ts';
import { resetPassword } from '../../_client/account/links.ts';
import { AuthForm } from './auth-form.tsx';
import { AuthNote } from './auth-note.tsx';
import { useLinkSecret } from './link-secret.ts';
import { PasswordField } from './password-field.tsx';
import { useAttempt } from './use-attempt.ts';
import type { Given } from './use-attempt.ts';

/** A new password by a mailed link, and then into the page with it. */
export function ResetForm() {
  const t = useTranslations();
  const secret = useLinkSecret();

  const attempt = async ({ password }: Given): Promise<Problems> => {
    if (password.length < 10 || password.length > 512) return { password: { reason: 'password' } };
    const end = await resetPassword(secret ?? '', password);
    return 'problems' in end ? end.problems : signIn(end.email, password);
  };
  const { problems, say, busy, onSubmit, onInput } = useAttempt(attempt);

  if (secret === '' || problems.form?.reason === 'linkOver') {
    return (
      <AuthNote title={t('links.resetTitle')} action={{ label: t('links.again'), path: '/forgot' }}>
        <p>{t('auth.problem.linkOver')}</p>
      </AuthNote>
    );
  }
  return (
    <AuthForm
      title={t('links.resetTitle')}
      problem={say('form')}
      submit={t('links.setPassword')}
      busy={busy}
      onSubmit={onSubmit}
      other={{ question: t('links.remembered'), label: t('auth.signIn'), path: '/sign-in' }}
    >
      <div onInput={onInput} className="contents">
        <PasswordField
          name="password"
          autoComplete="new-password"
          required
          hint={t('links.resetHint')}
          error={say('password')}
        />
      </div>
    </AuthForm>
  );
}
