'use client';

import { useLocale, useTranslations } from 'next-intl';
import { now } from '../../_client/clock.ts';
import { discardRefusal, retryRefusal, wishOf } from '../../_client/intents/refusals.ts';
import type { Refusal } from '../../_client/intents/refusals.ts';
import { useTask } from '../../_client/store/use-rows.ts';
import { agoWord } from '../../_ui/ago-word.ts';
import { Button } from '../../_ui/button.tsx';
import { announce } from '../../_ui/live-region.tsx';
import { showToast } from '../../_ui/toast.tsx';
import { whyRefused } from '../shell/why-refused.ts';
import { copyText } from '../task-panel/copy-text.ts';

/** One change that was refused, with those that hung on it. */
export function AttentionRow({ refusal }: { refusal: Refusal }) {
  const t = useTranslations();
  const locale = useLocale();
  const { word, text, taskId, count, madeAt } = wishOf(refusal);
  const task = useTask(taskId);
  const about = count === undefined ? task?.title : t('attention.bulk', { count });
  const copy = async () => {
    if (text !== null && (await copyText(text))) announce(t('attention.copied'));
    else showToast({ tone: 'problem', message: t('panel.notCopied') });
  };
  return (
    <li className="py-3">
      <p className="flex items-baseline gap-2">
        <span className="font-medium">{t(`attention.what.${word}`)}</span>
        <span className="min-w-0 flex-1 truncate text-muted">{about}</span>
        <time dateTime={madeAt} className="shrink-0 text-sm text-muted">
          {agoWord(madeAt, now(), locale) ?? new Date(madeAt).toLocaleDateString(locale)}
        </time>
      </p>
      {text !== null && (
        <p className="mt-1 line-clamp-4 rounded-control bg-hover px-2 py-1 whitespace-pre-line">
          {text}
        </p>
      )}
      <p className="mt-1 text-sm text-danger">
        {whyRefused(t, { ...refusal, more: refusal.ops.length - 1 })}
      </p>
      <p className="mt-2 flex flex-wrap gap-2">
        <Button onClick={() => void retryRefusal(refusal)}>{t('attention.again')}</Button>
        {text !== null && (
          <Button tone="plain" onClick={() => void copy()}>
            {t('attention.copy')}
          </Button>
        )}
        <Button tone="plain" onClick={() => void discardRefusal(refusal)}>
          {t('attention.discard')}
        </Button>
      </p>
    </li>
  );
}
