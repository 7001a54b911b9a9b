'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useMe } from '../../_client/store/use-rows.ts';
import { Button } from '../../_ui/button.tsx';
import { PasswordField } from '../account/password-field.tsx';
import { FormProblem } from './form-problem.tsx';
import { useCalling } from './use-calling.ts';

type Props = {
  /** Told once the password is another one: other sessions have ended. */
  onChanged: () => void;
};

/** Another password for who knows the present one. */
export function PasswordForm({ onChanged }: Props) {
  const t = useTranslations('security');
  const me = useMe();
  const [given, setGiven] = useState({ current: '', next: '' });
  const [ended, setEnded] = useState<number | null>(null);
  const fields = { current: t('wrongPassword'), next: t('shortPassword') };
  const { busy, say, tell, run } = useCalling('account.changePassword', {
    fields,
    onDone: ({ endedSessions }) => {
      setGiven({ current: '', next: '' });
      setEnded(endedSessions);
      onChanged();
    },
  });
  const type = (change: Partial<typeof given>) => {
    tell({});
    setEnded(null);
    setGiven({ ...given, ...change });
  };
  return (
    <form
      noValidate
      className="flex max-w-90 flex-col gap-4 pt-2"
      onSubmit={(event) => {
        event.preventDefault();
        const problems = {
          ...(given.current === '' && { current: t('emptyPassword') }),
          ...((given.next.length < 10 || given.next.length > 512) && { next: fields.next }),
        };
        if (Object.keys(problems).length > 0) tell(problems);
        else void run(given);
      }}
    >
      {/* So that password managers know whose password it is. */}
      <input type="email" autoComplete="username" value={me?.email ?? ''} readOnly hidden />
      <PasswordField
        label={t('currentPassword')}
        autoComplete="current-password"
        value={given.current}
        error={say('current')}
        onChange={({ target }) => type({ current: target.value })}
      />
      <PasswordField
        label={t('nextPassword')}
        autoComplete="new-password"
        hint={t('nextPasswordHint')}
        value={given.next}
        error={say('next')}
        onChange={({ target }) => type({ next: target.value })}
      />
      <FormProblem>{say('form')}</FormProblem>
      <div className="flex items-center gap-3">
        <Button type="submit" busy={busy}>
          {t('changePassword')}
        </Button>
        <p role="status" className="text-sm text-muted">
          {ended !== null && t('passwordChanged', { count: ended })}
        </p>
      </div>
    </form>
  );
}
