'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { now } from '../../_client/clock.ts';
import { discardRefusal, retryRefusal, wishOf } from '../../_client/intents/refusals.ts';
import type { Refusal } from '../../_client/intents/refusals.ts';
import { agoWord } from '../../_ui/ago-word.ts';
import { Button } from '../../_ui/button.tsx';
import { announce } from '../../_ui/live-region.tsx';
import { showToast } from '../../_ui/toast.tsx';
import { useOnDay } from '../settings/use-when.ts';
import { whyRefused } from '../shell/why-refused.ts';
import { copyText } from '../task-panel/copy-text.ts';

/** One change that was refused, with those that hung on it. */
export function AttentionRow({ refusal }: { refusal: Refusal }) {
  const t = useTranslations();
  const id = `refusal-${refusal.id}`;
  const locale = useLocale();
  const onDay = useOnDay();
  const { procedure, word, text, about, count, madeAt } = wishOf(refusal);
  const [isDecided, setIsDecided] = useState(false);
  const decide = (how: (one: Refusal) => Promise<void>) => {
    setIsDecided(true);
    how(refusal).catch(() => setIsDecided(false));
  };
  const copy = async () => {
    if (text !== null && (await copyText(text))) announce(t('attention.copied'));
    else showToast({ tone: 'problem', message: t('panel.notCopied') });
  };
  return (
    <li className="py-3">
      <p id={id} className="flex items-baseline gap-2">
        <span className="font-medium">{t(`attention.what.${word}`)}</span>
        <span className="min-w-0 flex-1 truncate text-muted">
          {count === undefined ? about : t('attention.bulk', { count })}
        </span>
        <time dateTime={madeAt} className="shrink-0 text-sm text-muted">
          {agoWord(madeAt, now(), locale) ?? onDay(madeAt)}
        </time>
      </p>
      {text !== null && (
        <p className="mt-1 line-clamp-4 rounded-control border border-hairline bg-canvas px-2 py-1 whitespace-pre-line">
          {text}
        </p>
      )}
      <p className="mt-1 text-sm text-danger">
        {whyRefused(t, { ...refusal, procedure, more: refusal.ops.length - 1 })}
      </p>
      <p className="mt-2 flex flex-wrap gap-2">
        <Button disabled={isDecided} aria-describedby={id} onClick={() => decide(retryRefusal)}>
          {t('attention.again')}
        </Button>
        {text !== null && (
          <Button tone="plain" aria-describedby={id} onClick={() => void copy()}>
            {t('attention.copy')}
          </Button>
        )}
        <Button
          tone="plain"
          disabled={isDecided}
          aria-describedby={id}
          onClick={() => decide(discardRefusal)}
        >
          {t('attention.discard')}
        </Button>
      </p>
    </li>
  );
}
