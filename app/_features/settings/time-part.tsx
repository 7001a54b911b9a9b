'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { UserOutput } from '../../../server/account/schema.ts';
import { locales, weekDays } from '../../../server/domain/enums.ts';
import { updateMe } from '../../_client/intents/person.ts';
import { rereadShown } from '../../_client/loads/loads.ts';
import { useMe } from '../../_client/store/use-rows.ts';
import { Segmented } from '../../_ui/segmented.tsx';
import { speak } from '../account/speak.ts';
import { ChoiceButton } from './choice-button.tsx';
import { halfHours } from './half-hours.ts';
import { Part, SettingLine } from './part.tsx';
import { useSaved } from './use-saved.tsx';
import { ZoneSetting } from './zone-setting.tsx';

/** The language, and by which clock and calendar the person lives. */
export function TimePart() {
  const t = useTranslations('settings');
  const inOwn = useTranslations('language');
  const locale = useLocale();
  const me = useMe();
  const saved = useSaved();
  if (!me) return null;

  const set = (change: Parameters<typeof updateMe>[0]) => {
    const { outcome } = updateMe(change);
    // What is due today is the server's answer for this person's day.
    void outcome.then(({ ok }) => ok && rereadShown({ force: true }));
    saved.follow(outcome);
  };
  return (
    <Part title={t('part.time')} end={saved.note}>
      <SettingLine label={inOwn('label')} wide>
        {(id) => (
          <Segmented
            labelledBy={id}
            options={locales.map((value) => ({ value, lang: value, label: inOwn(value) }))}
            value={locale}
            onChange={(value) => void speak(value)}
          />
        )}
      </SettingLine>
      <ZoneSetting me={me} onSet={(timeZone) => set({ timeZone })} />
      <SettingLine label={t('weekStart')} wide>
        {(id) => (
          <Segmented
            labelledBy={id}
            options={weekDays.map((value) => ({ value, label: t(`weekDay.${value}`) }))}
            value={me.weekStart}
            onChange={(weekStart) => set({ weekStart })}
          />
        )}
      </SettingLine>
      <DayStart me={me} onSet={(dayStart) => set({ dayStart })} />
    </Part>
  );
}

function DayStart({ me, onSet }: { me: UserOutput; onSet: (time: string) => void }) {
  const t = useTranslations('settings');
  const options = useCallback(
    () =>
      [...new Set([...halfHours('12:00'), me.dayStart])]
        .toSorted()
        .map((id) => ({ id, label: id })),
    [me.dayStart],
  );
  return (
    <SettingLine label={t('dayStart')} hint={t('dayStartHint')}>
      {(id) => (
        <ChoiceButton
          labelledBy={id}
          label={t('findTime')}
          shown={me.dayStart}
          options={options}
          chosen={me.dayStart}
          onPick={onSet}
        />
      )}
    </SettingLine>
  );
}
