'use client';

import { useTranslations } from 'next-intl';
import { densities, setDensity, useDensity } from '../../_ui/density.ts';
import { Segmented } from '../../_ui/segmented.tsx';
import { themes, useTheme } from '../../_ui/theme.tsx';
import { Part, SettingLine } from './part.tsx';

/** How the page looks in this browser. */
export function AppearancePart() {
  const t = useTranslations();
  const { theme, setTheme } = useTheme();
  const density = useDensity();
  return (
    <Part title={t('settings.part.appearance')} about={t('settings.appearanceAbout')}>
      <SettingLine label={t('theme.label')} wide>
        {(id) => (
          <Segmented
            labelledBy={id}
            options={themes.map((value) => ({ value, label: t(`theme.${value}`) }))}
            value={theme}
            onChange={setTheme}
          />
        )}
      </SettingLine>
      <SettingLine label={t('settings.density')} hint={t('settings.densityHint')} wide>
        {(id) => (
          <Segmented
            labelledBy={id}
            options={densities.map((value) => ({ value, label: t(`settings.dense.${value}`) }))}
            value={density}
            onChange={setDensity}
          />
        )}
      </SettingLine>
    </Part>
  );
}
