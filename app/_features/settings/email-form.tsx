'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { rereadShown } from '../../_client/loads/loads.ts';
import { Button } from '../../_ui/button.tsx';
import { TextField } from '../../_ui/text-field.tsx';
import { PasswordField } from '../account/password-field.tsx';
import { looksLikeEmail } from '../account/use-attempt.ts';
import { useDraft } from '../writing/draft.ts';
import { FormProblem } from './form-problem.tsx';
import { useCalling } from './use-calling.ts';

type Props = {
  /** Gets the address to which a link went, where the change waits for that. */
  onEnd: (sentTo: string | null) => void;
};

/** Another address, for who knows the password. */
export function EmailForm({ onEnd }: Props) {
  const t = useTranslations('settings');
  const form = useRef<HTMLFormElement>(null);
  const { draft, type, end } = useDraft('email');
  const email = draft?.text ?? '';
  const [password, setPassword] = useState('');
  const fields = { email: t('emailProblem'), password: t('wrongPassword') };
  const { busy, say, tell, run } = useCalling('account.changeEmail', {
    fields,
    codes: { CONFLICT: t('emailTaken') },
    onDone: ({ state }) => {
      end();
      rereadShown({ force: true });
      onEnd(state === 'sent' ? email.trim() : null);
    },
  });
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  return (
    <form
      ref={form}
      noValidate
      className="mt-1 flex flex-col gap-4 rounded-card border border-hairline p-4"
      onSubmit={(event) => {
        event.preventDefault();
        const problems = {
          ...(!looksLikeEmail(email.trim()) && { email: fields.email }),
          ...(password === '' && { password: t('emptyPassword') }),
        };
        if (Object.keys(problems).length > 0) tell(problems);
        else void run({ email: email.trim(), password });
      }}
    >
      <TextField
        label={t('newEmail')}
        type="email"
        autoComplete="email"
        value={email}
        error={say('email')}
        onChange={({ target }) => {
          tell({});
          type(target.value);
        }}
      />
      <PasswordField
        autoComplete="current-password"
        value={password}
        error={say('password')}
        onChange={({ target }) => {
          tell({});
          setPassword(target.value);
        }}
      />
      <FormProblem>{say('form')}</FormProblem>
      <div className="flex gap-2">
        <Button type="submit" tone="primary" busy={busy}>
          {t('changeEmail')}
        </Button>
        <Button
          onClick={() => {
            end();
            onEnd(null);
          }}
        >
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
