'use client';

import { dayOf, now } from '../clock.ts';
import { createCell } from './cell.ts';
import { store } from './page-store.ts';
import { useCell } from './use-cell.ts';

const day = createCell('');
const minute = 60_000;

function look(): void {
  const [me] = store.tables.users.rows.values();
  if (me) day.set(dayOf(now(), me));
}

/** Keeps the day right while the page is open. @returns a way to stop */
export function watchDay(): () => void {
  look();
  const timer = setInterval(look, minute);
  const stop = store.subscribe(look);
  return () => {
    clearInterval(timer);
    stop();
  };
}

/** The person's present calendar day, `YYYY-MM-DD`; empty before the person is known. */
export function useToday(): string {
  return useCell(day);
}
