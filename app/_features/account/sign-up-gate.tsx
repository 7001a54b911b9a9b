'use client';

import { useTranslations } from 'next-intl';
import type { SignUpMode } from '../../../server/domain/enums.ts';
import type { InstanceOutput } from '../../../server/instance/schema.ts';
import { keptSecret } from '../invite/invite-secret.ts';
import { AuthNote } from './auth-note.tsx';
import { SignUpForm } from './sign-up-form.tsx';
import { useInstanceFacts } from './use-instance-facts.ts';

/** Making an account, where the instance takes any; else the words that say how one gets in. */
export function SignUpGate() {
  const t = useTranslations();
  const facts = useInstanceFacts();
  const bar = facts === null ? null : barOf(facts);
  if (facts !== null && bar !== null) {
    return (
      <AuthNote
        title={t('links.closedTitle', { instance: facts.name })}
        action={{ label: t('auth.signIn'), path: '/sign-in' }}
      >
        <p>{t(`links.${bar}`)}</p>
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

/** What keeps whoever is here out. The link of an invite stays in the tab, and lets in where sign-up is by invitation. */
function barOf({ signUp, needsSetupCode }: InstanceOutput): Exclude<SignUpMode, 'open'> | null {
  if (needsSetupCode || signUp === 'open') return null;
  return signUp === 'invitation' && keptSecret() !== null ? null : signUp;
}
