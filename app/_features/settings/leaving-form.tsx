'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { endSession } from '../../_client/intents/end-session.ts';
import { isEnding } from '../../_client/store/session.ts';
import { useMe } from '../../_client/store/use-rows.ts';
import { Button } from '../../_ui/button.tsx';
import { TextField } from '../../_ui/text-field.tsx';
import { PasswordField } from '../account/password-field.tsx';
import { FormProblem } from './form-problem.tsx';
import { useCalling } from './use-calling.ts';

type Props = { onCancel: () => void; onRefused: () => void };

/** The last question before an account is gone: the password, and its address typed by hand. */
export function LeavingForm({ onCancel, onRefused }: Props) {
  const t = useTranslations('leaving');
  const form = useRef<HTMLFormElement>(null);
  const email = useMe()?.email ?? '';
  const [given, setGiven] = useState({ password: '', typed: '' });
  const { busy, say, tell, run } = useCalling('account.delete', {
    fields: { password: t('wrongPassword') },
    codes: { CONFLICT: t('refused') },
    onDone: () => {
      // The session is over on the server; here it is what this browser still keeps of it.
      void endSession('drop').then(() => window.location.assign('/sign-in'));
    },
  });
  useEffect(() => form.current?.querySelector('input')?.focus(), []);

  const remove = async () => {
    const problems = {
      ...(given.typed.trim().toLowerCase() !== email.toLowerCase() && {
        typed: t('typedProblem', { email }),
      }),
      ...(given.password === '' && { password: t('emptyPassword') }),
    };
    if (Object.keys(problems).length > 0) return tell(problems);
    isEnding.set(true);
    if (await run({ password: given.password })) return;
    isEnding.set(false);
    onRefused();
  };
  const type = (change: Partial<typeof given>) => {
    tell({});
    setGiven({ ...given, ...change });
  };
  return (
    <form
      ref={form}
      noValidate
      className="mt-3 flex max-w-100 flex-col gap-4 rounded-card border border-danger p-4"
      onSubmit={(event) => {
        event.preventDefault();
        void remove();
      }}
    >
      <p>{t('forEver')}</p>
      <TextField
        label={t('typed', { email })}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={given.typed}
        error={say('typed')}
        onChange={({ target }) => type({ typed: target.value })}
      />
      <PasswordField
        autoComplete="current-password"
        value={given.password}
        error={say('password')}
        onChange={({ target }) => type({ password: target.value })}
      />
      <FormProblem>{say('form')}</FormProblem>
      <div className="flex gap-2">
        <Button type="submit" tone="danger" busy={busy}>
          {t('delete')}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </div>
    </form>
  );
}
