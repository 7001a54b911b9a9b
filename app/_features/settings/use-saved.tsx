'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';

/** How long it stands there, in milliseconds. */
const shownFor = 2_500;

type Saved = {
  /** A quiet word for a little while, also read aloud. */
  note: ReactNode;
  /** Says it once what was sent is saved. A refusal is told by the notices. */
  follow: (outcome: Promise<{ ok: boolean }>) => void;
};

/** Says quietly that a setting is saved. */
export function useSaved(): Saved {
  const t = useTranslations('settings');
  const [saved, setSaved] = useState<object | null>(null);
  useEffect(() => {
    if (saved === null) return;
    const timer = setTimeout(() => setSaved(null), shownFor);
    return () => clearTimeout(timer);
  }, [saved]);
  return {
    note: (
      <span role="status" className="text-sm text-muted">
        {saved !== null && <span className="animate-appear">{t('saved')}</span>}
      </span>
    ),
    follow: (outcome) => void outcome.then(({ ok }) => ok && setSaved({})),
  };
}
