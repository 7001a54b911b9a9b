'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useToday } from '../../_client/store/use-today.ts';
import { shortDate } from '../../_ui/date-words.ts';

const height = 72;
const step = 10;
const gap = 2;

type Props = { days: readonly { day: string; count: number }[] };

/** Sign-ups day by day: a bar each, in proportion to the fullest day. */
export function SignUpBars({ days }: Props) {
  const t = useTranslations('admin');
  const locale = useLocale();
  const today = useToday();
  const total = days.reduce((sum, { count }) => sum + count, 0);
  const most = Math.max(1, ...days.map(({ count }) => count));
  const [first, last] = [days[0]?.day ?? '', days.at(-1)?.day ?? ''];
  return (
    <figure className="flex flex-col gap-2">
      <figcaption className="text-muted">{t('signUps', { count: total })}</figcaption>
      <svg
        role="img"
        aria-label={t('signUpsLabel', { count: total, most })}
        viewBox={`0 0 ${days.length * step - gap} ${height}`}
        preserveAspectRatio="none"
        className="h-18 w-full"
      >
        {days.map(({ day, count }, at) => {
          const tall = count === 0 ? 1 : Math.max(3, Math.round((count / most) * height));
          return (
            <rect
              key={day}
              x={at * step}
              y={height - tall}
              width={step - gap}
              height={tall}
              className={count === 0 ? 'fill-border' : 'fill-accent'}
            >
              <title>{t('signUpsOn', { day: shortDate(day, { today, locale }), count })}</title>
            </rect>
          );
        })}
      </svg>
      <p aria-hidden data-figures className="flex justify-between text-sm text-muted">
        <span>{shortDate(first, { today, locale })}</span>
        <span>{t('atMost', { count: most })}</span>
        <span>{shortDate(last, { today, locale })}</span>
      </p>
    </figure>
  );
}
