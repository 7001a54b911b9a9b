'use client';

import { usePicked } from '../../_client/store/use-cell.ts';
import { untold } from '../../_client/store/notification-news.ts';
import { LateView, latePart } from '../../_ui/late-part.ts';

/** The view and what says the news: what the one needs the other does too. */
export const fetchNotifications = () => import('./notifications.ts');

const part = latePart<object>(async () => (await fetchNotifications()).SayNotified);

/** Stands once in the shell; what says the news is fetched with the first. */
export function NotifiedView() {
  const isWanted = usePicked(untold, (news) => news.length > 0);
  return isWanted && <LateView part={part} props={{}} />;
}
