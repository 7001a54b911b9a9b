'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useMe } from '../../_client/store/use-rows.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { weekdayWord } from '../../_ui/date-words.ts';
import { MonthGrid } from '../../_ui/month-grid.tsx';
import { usualDays } from './when.ts';

type Props = {
  value: string | null;
  onPick: (day: string | null) => void;
  /** Offers to take the day away, also where several tasks have several days. */
  removable?: boolean;
  /** What stands below the month. */
  children?: ReactNode;
};

/** Days to choose from: the usual ones by name, all others in a month. */
export function DayChooser({ value, onPick, removable = value !== null, children }: Props) {
  const t = useTranslations('field');
  const locale = useLocale();
  const today = useToday();
  const weekStart = useMe()?.weekStart ?? 'monday';
  if (today === '') return null;
  return (
    <div className="w-min">
      <div className="flex flex-col p-1 pb-0">
        {usualDays(today, weekStart).map(({ name, day }) => (
          <Choice
            key={name}
            name={t(name)}
            note={weekdayWord(day, locale)}
            onPick={() => onPick(day)}
          />
        ))}
        {removable && <Choice name={t('removeDay')} onPick={() => onPick(null)} />}
      </div>
      <MonthGrid value={value} today={today} weekStart={weekStart} onPick={onPick} takesFocus />
      {children}
    </div>
  );
}

function Choice({ name, note, onPick }: { name: string; note?: string; onPick: () => void }) {
  return (
    <button
      type="button"
      data-ring="inside"
      onClick={onPick}
      className="flex h-8 items-center justify-between gap-4 rounded-control px-2 hover:bg-hover touch:h-11"
    >
      <span>{name}</span>
      <span className="text-sm text-muted">{note}</span>
    </button>
  );
}
