'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { confirmEmail } from '../../_client/account/links.ts';
import { Button } from '../../_ui/button.tsx';
import { AuthNote } from './auth-note.tsx';
import { useLinkSecret } from './link-secret.ts';
import { useProblemWords } from './use-attempt.ts';

type State =
  | { at: 'asking' | 'busy' }
  | { at: 'done'; email: string }
  | { at: 'wrong'; why: string };

/** A new address is taken by a press, not by opening the link: programs that look into mail open those. */
export function ConfirmEmail() {
  const t = useTranslations();
  const words = useProblemWords();
  const secret = useLinkSecret();
  const [state, setState] = useState<State>({ at: 'asking' });

  const confirm = async () => {
    setState({ at: 'busy' });
    const end = await confirmEmail(secret ?? '');
    setState(
      'email' in end ? { at: 'done', email: end.email } : { at: 'wrong', why: words(end.problem) },
    );
  };
  if (state.at === 'done') {
    return (
      <AuthNote
        title={t('links.confirmedTitle')}
        action={{ label: t('links.toCairn'), path: '/settings/profile' }}
      >
        <p>{t('links.confirmed', { email: state.email })}</p>
      </AuthNote>
    );
  }
  if (state.at === 'wrong' || secret === '') {
    return (
      <AuthNote
        title={t('links.confirmTitle')}
        action={{ label: t('links.toCairn'), path: '/settings/profile' }}
      >
        <p>{state.at === 'wrong' ? state.why : t('auth.problem.linkOver')}</p>
      </AuthNote>
    );
  }
  return (
    <AuthNote title={t('links.confirmTitle')}>
      <p>{t('links.confirmHint')}</p>
      <Button
        tone="primary"
        className="h-9 w-full"
        disabled={secret === null}
        busy={state.at === 'busy'}
        onClick={() => void confirm()}
      >
        {t('links.confirm')}
      </Button>
    </AuthNote>
  );
}
