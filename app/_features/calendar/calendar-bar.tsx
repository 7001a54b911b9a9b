'use client';

import CalendarCheck from 'lucide-react/icons/calendar-check';
import CalendarRange from 'lucide-react/icons/calendar-range';
import ChevronLeft from 'lucide-react/icons/chevron-left';
import ChevronRight from 'lucide-react/icons/chevron-right';
import Grid from 'lucide-react/icons/calendar-days';
import { useTranslations } from 'next-intl';
import { useToday } from '../../_client/store/use-today.ts';
import { IconButton } from '../../_ui/icon-button.tsx';
import { commandRow } from '../shell/key-table.ts';
import { looks, turnPage } from './span.ts';
import type { CalendarPlace } from './use-place.ts';

const icons = { month: Grid, week: CalendarRange };

type Props = CalendarPlace & { go: (place: Partial<CalendarPlace>) => void };

/** To another page, back to today, and the choice of month or week. */
export function CalendarBar({ look, day, go }: Props) {
  const t = useTranslations('calendar');
  const today = useToday();
  return (
    <>
      <IconButton
        label={t(look === 'month' ? 'previousMonth' : 'previousWeek')}
        onClick={() => go({ day: turnPage(look, day, -1) })}
      >
        <ChevronLeft size={16} aria-hidden />
      </IconButton>
      <IconButton label={t('today')} onClick={() => go({ day: today })}>
        <CalendarCheck size={16} aria-hidden />
      </IconButton>
      <IconButton
        label={t(look === 'month' ? 'nextMonth' : 'nextWeek')}
        onClick={() => go({ day: turnPage(look, day, 1) })}
      >
        <ChevronRight size={16} aria-hidden />
      </IconButton>
      <span role="group" aria-label={t('look')} className="flex md:ml-2">
        {looks.map((one) => {
          const Icon = icons[one];
          return (
            <IconButton
              key={one}
              label={t(one)}
              keys={commandRow('look').keys}
              pressed={one === look}
              // On a phone the one that it is has no room.
              className="max-md:aria-pressed:hidden"
              onClick={() => go({ look: one })}
            >
              <Icon size={16} aria-hidden />
            </IconButton>
          );
        })}
      </span>
    </>
  );
}
