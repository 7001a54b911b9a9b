'use client';

import type { KeyboardEvent } from 'react';
import { addDays } from '../../_client/clock.ts';
import { turnPage } from './span.ts';
import type { Look, Shown } from './span.ts';
import { useCalendarScene } from './scene.ts';

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const pages: Record<string, 1 | -1> = { PageUp: -1, PageDown: 1 };

type Input = { shown: Shown; look: Look; day: string; onGo: (day: string) => void };

/** Arrows go from day to day, PageUp and PageDown from page to page; beyond what is shown the calendar turns its page. */
export function useDayKeys({ shown, look, day, onGo }: Input): (event: KeyboardEvent) => void {
  const { at } = useCalendarScene();
  return (event) => {
    const here = event.target instanceof HTMLElement ? event.target.dataset['day'] : undefined;
    if (here === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = steps[event.key];
    const page = pages[event.key];
    if (step === undefined && page === undefined) return;
    event.preventDefault();
    const next = step === undefined ? turnPage(look, day, page ?? 1) : addDays(here, step);
    at.set(next);
    if (next < shown.from || next >= shown.before || page !== undefined) onGo(next);
    requestAnimationFrame(() => requestAnimationFrame(() => focusDay(next)));
  };
}

/** Puts the focus on a day that is shown. */
function focusDay(day: string): void {
  document.querySelector<HTMLElement>(`[role=gridcell][data-day="${day}"]`)?.focus();
}
