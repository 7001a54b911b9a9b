'use client';

import { useTranslations } from 'next-intl';
import { CrashView } from '../_ui/crash-view.tsx';

type Props = { error: Error & { digest?: string } };

export default function PageError({ error }: Props) {
  const t = useTranslations('error');
  const text = error.digest === undefined ? t('crashNoCode') : t('crash', { code: error.digest });
  return <CrashView title={t('crashTitle')} text={text} reload={t('reload')} />;
}
