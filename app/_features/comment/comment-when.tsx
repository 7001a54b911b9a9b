'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import type { CommentOutput } from '../../../server/comment/schema.ts';
import { now } from '../../_client/clock.ts';
import { useMe } from '../../_client/store/use-rows.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { agoWord } from '../../_ui/ago-word.ts';
import { whenWord } from '../../_ui/date-words.ts';

const minute = 60_000;

function everyMinute(listener: () => void): () => void {
  const timer = setInterval(listener, minute);
  return () => clearInterval(timer);
}
const thisMinute = () => Math.floor(now() / minute);

/** When a comment was made, and that it was changed since; the exact time stands in the tooltip. */
export function CommentWhen({ comment }: { comment: CommentOutput }) {
  const t = useTranslations('comment');
  const locale = useLocale();
  const today = useToday();
  const timeZone = useMe()?.timeZone;
  const present = useSyncExternalStore(everyMinute, thisMinute, thisMinute);
  if (today === '' || timeZone === undefined) return null;
  const exact = (at: string) => {
    const format = new Intl.DateTimeFormat(locale, {
      dateStyle: 'long',
      timeStyle: 'short',
      timeZone,
    });
    return format.format(new Date(at));
  };
  const { createdAt, updatedAt, version } = comment;
  return (
    <span className="flex shrink-0 gap-1.5 text-sm text-muted">
      <time dateTime={createdAt} data-tip={exact(createdAt)}>
        {agoWord(createdAt, (present + 1) * minute - 1, locale) ??
          whenWord(createdAt, timeZone, { today, locale })}
      </time>
      {version > 1 && updatedAt !== createdAt && (
        <span data-tip={exact(updatedAt)}>{t('edited')}</span>
      )}
    </span>
  );
}
