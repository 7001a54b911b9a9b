'use client';

import { useCell } from '../../_client/store/use-cell.ts';
import { untold } from '../../_client/store/notification-news.ts';
import { LateView, latePart } from '../../_ui/late-part.ts';

/** The view and what says the news: what the one needs the other does too. */
export const fetchNotifications = () => import('./notifications.tsx');

const part = latePart<object>(async () => (await fetchNotifications()).SayNotified);

/** Stands once in the shell; what says the news is fetched with the first. */
export function NotifiedView() {
  return useCell(untold) && <LateView part={part} props={{}} />;
}
