'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { usePicked } from '../../_client/store/use-cell.ts';
import { LateView, latePart } from '../../_ui/late-part.ts';
import { showToast } from '../../_ui/toast.tsx';
import { begunKeys } from '../shell/use-keys.ts';
import { asked, askFor } from './asked.ts';
import { dropKeys } from './held-keys.ts';
import { watchMenus } from './watch-menus.ts';

const layerPart = latePart<object>(async () => (await import('./command-layer.tsx')).CommandLayer);

/** How long the page has to itself before what runs commands is fetched, in milliseconds. */
const rest = 900;

/** What runs commands: palette, pickers, menus, the list of keys. Fetched when it is first asked for, or the page is idle. */
export function CommandHost() {
  const t = useTranslations('ui');
  const isAsked = usePicked(asked, (one) => one !== null);
  const isBegun = usePicked(begunKeys, (keys) => keys !== '');
  const [wanted, setWanted] = useState(false);
  if ((isAsked || isBegun) && !wanted) setWanted(true);
  useEffect(() => {
    const timer = setTimeout(() => setWanted(true), rest);
    const stop = watchMenus((about) => askFor('menu', about));
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);
  const onFail = () => {
    if (asked.get() !== null) showToast({ message: t('partMissing'), tone: 'problem' });
    asked.set(null);
    dropKeys();
    setWanted(false);
  };
  return wanted && <LateView part={layerPart} props={{}} onFail={onFail} />;
}
