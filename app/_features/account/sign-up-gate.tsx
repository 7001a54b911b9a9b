'use client';

import { useTranslations } from 'next-intl';
import { AuthNote } from './auth-note.tsx';
import { SignUpForm } from './sign-up-form.tsx';
import { useInstanceFacts } from './use-instance-facts.ts';

/** Making an account, where the instance takes any; else the words that say how one gets in. */
export function SignUpGate() {
  const t = useTranslations();
  const facts = useInstanceFacts();
  if (facts !== null && facts.signUp !== 'open' && !facts.needsSetupCode) {
    return (
      <AuthNote
        title={t('links.closedTitle', { instance: facts.name })}
        action={{ label: t('auth.signIn'), path: '/sign-in' }}
      >
        <p>{t(`links.${facts.signUp}`)}</p>
      </AuthNote>
    );
  }
  return (
    // What may be taken away again in a moment is not shown in the first.
    <div className={facts === null ? 'contents *:animate-late' : 'contents'}>
      <SignUpForm instance={facts?.name} needsSetupCode={facts?.needsSetupCode ?? false} />
    </div>
  );
}
