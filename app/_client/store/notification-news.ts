import type { NotificationOutput } from '../../../server/notification/schema.ts';
import { createCell } from './cell.ts';

/** How many notifications are unread; 100 stands for that many or more. */
export const unread = createCell(0);

/** What came last while the page was open and is to be said in it, newest first; null before anything did. */
export const untold = createCell<readonly NotificationOutput[] | null>(null);
