'use client';

import { useTranslations } from 'next-intl';
import { Button } from '../../_ui/button.tsx';
import { Part } from '../settings/part.tsx';
import { askToForget } from './forget-view.tsx';

/** In the settings: taking everything from this browser. */
export function ForgetPart() {
  const t = useTranslations('device');
  return (
    <Part title={t('title')} about={t('about')}>
      <Button className="mt-1" onClick={askToForget}>
        {t('open')}
      </Button>
    </Part>
  );
}
