'use client';

import { useCallback } from 'react';
import { navigate, useLocation } from '../../_client/router.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { looks } from './span.ts';
import type { Look } from './span.ts';

/** What a calendar is opened at. */
export type CalendarPlace = { look: Look; day: string };

/** What the address says: this month where it says nothing. Each page of the calendar has an address. */
export function usePlace(): CalendarPlace & { go: (place: Partial<CalendarPlace>) => void } {
  const search = new URLSearchParams(useLocation()?.search ?? '');
  const today = useToday();
  const look = looks.find((one) => one === search.get('view')) ?? 'month';
  const named = search.get('day') ?? '';
  const day = isDay(named) ? named : today;
  const go = useCallback(
    (place: Partial<CalendarPlace>) => navigate(addressOf({ look, day, ...place })),
    [look, day],
  );
  return { look, day, go };
}

const isDay = (text: string) =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

function addressOf({ look, day }: CalendarPlace): string {
  const url = new URL(window.location.href);
  url.searchParams.set('view', look);
  url.searchParams.set('day', day);
  return url.pathname + url.search;
}
