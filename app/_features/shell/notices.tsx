'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { onNotice } from '../../_client/notices.ts';
import { loadTeller } from './late-teller.ts';

/** Hears what the intents tell, and has it said in its order. */
export function Notices() {
  const t = useTranslations();
  useEffect(
    () => onNotice((notice) => void loadTeller().then((tellNotice) => tellNotice(t, notice))),
    [t],
  );
  return null;
}
