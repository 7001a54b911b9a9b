'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { UserOutput } from '../../../server/account/schema.ts';
import { now } from '../../_client/clock.ts';
import { deviceZone } from '../../_client/device-zone.ts';
import { ChoiceButton } from './choice-button.tsx';
import { SettingLine } from './part.tsx';
import { offsetWord, zoneOptions, zoneWord } from './zones.ts';

type Props = { me: UserOutput; onSet: (timeZone: string) => void };

/** The zone of the person's days; offers the device's own where that is another one. */
export function ZoneSetting({ me, onSet }: Props) {
  const t = useTranslations('settings');
  const locale = useLocale();
  const { timeZone } = me;
  const here = deviceZone();
  const say = (zone: string) => {
    const offset = offsetWord(zone, now());
    return zone === 'UTC' ? zone : `${zoneWord(zone, locale)}, ${offset}`;
  };
  const options = useCallback(
    () => zoneOptions(locale, { at: now(), also: timeZone }),
    [locale, timeZone],
  );
  return (
    <SettingLine label={t('timeZone')} hint={t('timeZoneHint')} wide>
      {(id) => (
        <div className="flex flex-col items-start gap-1.5 sm:items-end">
          <ChoiceButton
            labelledBy={id}
            label={t('findZone')}
            shown={say(timeZone)}
            options={options}
            chosen={timeZone}
            onPick={onSet}
          />
          {here !== timeZone && (
            <button
              type="button"
              onClick={() => onSet(here)}
              className="min-h-8 rounded-control text-left text-sm text-accent hover:underline touch:min-h-11"
            >
              {t('useDeviceZone', { zone: say(here) })}
            </button>
          )}
        </div>
      )}
    </SettingLine>
  );
}
