'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { UserOutput } from '../../../server/account/schema.ts';
import { updateMe } from '../../_client/intents/person.ts';
import { useMe } from '../../_client/store/use-rows.ts';
import { Switch } from '../../_ui/switch.tsx';
import { useInstanceFacts } from '../account/use-instance-facts.ts';
import { ChoiceButton } from './choice-button.tsx';
import { halfHours } from './half-hours.ts';
import { Part, SettingLine } from './part.tsx';
import { PushSetting } from './push-setting.tsx';
import { useSaved } from './use-saved.tsx';

const usualNight = { quietFrom: '22:00', quietTo: '08:00' };
const line = 'border-b border-hairline py-3.5 last:border-b-0';

/** By what the person is reminded, and when not. */
export function RemindersPart() {
  const t = useTranslations('settings');
  const me = useMe();
  const saved = useSaved();
  const sendsMail = useInstanceFacts()?.mail === true;
  if (!me) return null;
  const { quietFrom, quietTo } = me;
  const set = (change: Parameters<typeof updateMe>[0]) => saved.follow(updateMe(change).outcome);
  return (
    <Part title={t('part.reminders')} about={t('remindersAbout')} end={saved.note}>
      {sendsMail && (
        <div className={line}>
          <Switch
            label={t('mailReminders')}
            note={t('mailRemindersNote', { email: me.email })}
            checked={me.mailReminders}
            onChange={(mailReminders) => set({ mailReminders })}
          />
        </div>
      )}
      <PushSetting />
      <div className={line}>
        <Switch
          label={t('quiet')}
          note={t('quietNote')}
          checked={quietFrom !== null}
          onChange={(isOn) => set(isOn ? usualNight : { quietFrom: null, quietTo: null })}
        />
      </div>
      {quietFrom !== null && quietTo !== null && (
        <Hours night={{ quietFrom, quietTo }} onSet={set} />
      )}
    </Part>
  );
}

type Night = Record<'quietFrom' | 'quietTo', NonNullable<UserOutput['quietFrom']>>;

/** Both ends are sent together, and are never the same. */
function Hours({ night, onSet }: { night: Night; onSet: (night: Night) => void }) {
  const { quietFrom, quietTo } = night;
  return (
    <>
      <Hour
        name="quietFrom"
        value={quietFrom}
        not={quietTo}
        onPick={(time) => onSet({ quietFrom: time, quietTo })}
      />
      <Hour
        name="quietTo"
        value={quietTo}
        not={quietFrom}
        onPick={(time) => onSet({ quietFrom, quietTo: time })}
      />
    </>
  );
}

type HourProps = {
  name: keyof Night;
  value: string;
  not: string;
  onPick: (time: string) => void;
};

function Hour({ name, value, not, onPick }: HourProps) {
  const t = useTranslations('settings');
  const options = useMemo(() => {
    const times = [...new Set([...halfHours(), value])].filter((time) => time !== not);
    return () => times.toSorted().map((id) => ({ id, label: id }));
  }, [value, not]);
  return (
    <SettingLine label={t(name)}>
      {(id) => (
        <ChoiceButton
          // What can be chosen follows from the other end.
          key={not}
          labelledBy={id}
          label={t('findTime')}
          shown={value}
          options={options}
          chosen={value}
          onPick={onPick}
        />
      )}
    </SettingLine>
  );
}
