'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { UserOutput } from '../../../server/account/schema.ts';
import { updateMe } from '../../_client/intents/person.ts';
import { useMe } from '../../_client/store/use-rows.ts';
import { TextField } from '../../_ui/text-field.tsx';
import { useTextEdit } from '../writing/text-edit.ts';
import { EmailSetting } from './email-setting.tsx';
import { Part } from './part.tsx';
import { useSaved } from './use-saved.tsx';

const longest = 100;

/** Who the person is to others. */
export function ProfilePart() {
  const t = useTranslations('settings');
  const me = useMe();
  const saved = useSaved();
  if (!me) return null;
  return (
    <Part title={t('part.profile')} end={saved.note}>
      <div className="flex max-w-90 flex-col gap-5 pt-2">
        <NameField me={me} onSent={saved.follow} />
        <EmailSetting email={me.email} />
      </div>
    </Part>
  );
}

type NameProps = { me: UserOutput; onSent: ReturnType<typeof useSaved>['follow'] };

/** Enter and leaving save; an empty name is none, and says so. */
function NameField({ me, onSent }: NameProps) {
  const t = useTranslations('settings');
  const [refused, setRefused] = useState(false);
  const edit = useTextEdit(me.name, (text) => {
    const name = text.trim();
    if (name === '' || name === me.name) return;
    const { outcome } = updateMe({ name });
    void outcome.then((end) => !end.ok && end.error.code === 'BAD_REQUEST' && setRefused(true));
    onSent(outcome);
  });
  const isEmpty = edit.text.trim() === '';
  const save = () => {
    if (!isEmpty) edit.save();
  };
  return (
    <TextField
      label={t('name')}
      value={edit.text}
      maxLength={longest}
      autoComplete="name"
      hint={t('nameHint')}
      error={isEmpty || refused ? t('nameProblem') : null}
      onChange={({ target }) => {
        setRefused(false);
        edit.type(target.value);
      }}
      onBlur={save}
      onKeyDown={({ key, nativeEvent }) => {
        if (nativeEvent.isComposing) return;
        if (key === 'Enter') save();
        else if (key === 'Escape') edit.revert();
      }}
    />
  );
}
