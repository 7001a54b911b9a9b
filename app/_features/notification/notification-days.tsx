'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { readOlderNotified } from '../../_client/intents/notifications.ts';
import { daysBetween } from '../../_client/clock.ts';
import type { Notified } from '../../_client/store/notified.ts';
import { useMe } from '../../_client/store/use-rows.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { Button } from '../../_ui/button.tsx';
import { dayAt, dayWord, longDate } from '../../_ui/date-words.ts';
import { Spinner } from '../../_ui/spinner.tsx';
import { NotificationRow } from './notification-row.tsx';

/** Notifications below the days on which they came. */
export function NotificationDays({ items }: Pick<Notified, 'items'>) {
  const locale = useLocale();
  const today = useToday();
  const me = useMe();
  if (!me || today === '') return null;
  const days = Map.groupBy(items, ({ createdAt }) => dayAt(createdAt, me.timeZone));
  return [...days].map(([day, all]) => {
    const long = longDate(day, { today, locale });
    const isNear = daysBetween(day, today) <= 1;
    return (
      <section key={day} aria-label={long} className="pt-3">
        <h2 className="sticky top-12 z-5 bg-canvas px-2 py-1.5 text-sm font-semibold first-letter:uppercase">
          {isNear ? dayWord(day, { today, locale }) : long}
        </h2>
        <ul aria-label={long}>
          {all.map((one) => (
            <NotificationRow key={one.id} notification={one} timeZone={me.timeZone} />
          ))}
        </ul>
      </section>
    );
  });
}

/** Reads on as soon as its place comes near; the button is for keys, and for what did not come. */
export function OlderNotifications({ hasFailed }: { hasFailed: boolean }) {
  const t = useTranslations('notification');
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current || hasFailed) return;
    const watcher = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && void readOlderNotified(),
      { rootMargin: '600px' },
    );
    watcher.observe(place.current);
    return () => watcher.disconnect();
  }, [hasFailed]);
  return (
    <div ref={place} className="flex items-center gap-2 px-2 py-2">
      {hasFailed ? (
        <>
          <p className="text-sm text-muted">{t('failed')}</p>
          <Button tone="plain" onClick={() => void readOlderNotified()}>
            {t('again')}
          </Button>
        </>
      ) : (
        <Spinner label={t('loading')} />
      )}
    </div>
  );
}
