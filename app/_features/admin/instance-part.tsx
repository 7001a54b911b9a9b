'use client';

import { useTranslations } from 'next-intl';
import { signUpModes } from '../../../server/domain/enums.ts';
import type { InstanceOutput } from '../../../server/instance/schema.ts';
import { useAnswer } from '../../_client/ask.ts';
import { callNow } from '../../_client/intents/call-now.ts';
import { Segmented } from '../../_ui/segmented.tsx';
import { TextField } from '../../_ui/text-field.tsx';
import { showToast } from '../../_ui/toast.tsx';
import { AnswerView } from '../settings/answer-view.tsx';
import { Part, SettingLine } from '../settings/part.tsx';
import { useErrorWords } from '../settings/use-error-words.ts';
import { useSaved } from '../settings/use-saved.tsx';
import { useTextEdit } from '../writing/text-edit.ts';

type Change = { name?: string; signUp?: InstanceOutput['signUp'] };

/** What the instance is called, and who may make an account. */
export function InstancePart() {
  const t = useTranslations('admin');
  const words = useErrorWords();
  const answer = useAnswer('instance.get', {});
  const saved = useSaved();
  const set = (change: Change) => {
    const sent = callNow('instance.update', { set: change });
    saved.follow(sent);
    void sent.then((end) => {
      answer.again();
      if (!end.ok) showToast({ message: words(end.error), tone: 'problem' });
    });
  };
  return (
    <Part title={t('part.instance')} end={saved.note}>
      <AnswerView answer={answer}>
        {({ name, signUp, mail }) => (
          <>
            <div className="max-w-90 pt-2 pb-3">
              <NameField name={name} onSet={(text) => set({ name: text })} />
            </div>
            <SettingLine label={t('signUp')} hint={t(`signUpHint.${signUp}`)} wide>
              {(id) => (
                <Segmented
                  labelledBy={id}
                  options={signUpModes.map((value) => ({ value, label: t(`signUpMode.${value}`) }))}
                  value={signUp}
                  onChange={(value) => set({ signUp: value })}
                />
              )}
            </SettingLine>
            <SettingLine label={t('mail')} hint={t(mail ? 'mailOn' : 'mailOff')}>
              {() => null}
            </SettingLine>
          </>
        )}
      </AnswerView>
    </Part>
  );
}

function NameField({ name, onSet }: { name: string; onSet: (name: string) => void }) {
  const t = useTranslations('admin');
  const edit = useTextEdit(name, (text) => {
    if (text.trim() !== '' && text.trim() !== name) onSet(text.trim());
  });
  const isEmpty = edit.text.trim() === '';
  const save = () => {
    if (!isEmpty) edit.save();
  };
  return (
    <TextField
      label={t('name')}
      hint={t('nameHint')}
      value={edit.text}
      maxLength={100}
      autoComplete="off"
      error={isEmpty ? t('nameProblem') : null}
      onChange={({ target }) => edit.type(target.value)}
      onBlur={save}
      onKeyDown={({ key, nativeEvent }) => {
        if (nativeEvent.isComposing) return;
        if (key === 'Enter') save();
        else if (key === 'Escape') edit.revert();
      }}
    />
  );
}
