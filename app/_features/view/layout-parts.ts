import { latePart } from '../../_ui/late-part.ts';
import type { ViewLayoutProps } from './layout-props.ts';

/** A view as a board. */
export const viewBoardPart = latePart<ViewLayoutProps>(
  async () => (await import('./view-board.tsx')).ViewBoard,
);
/** A view as a calendar. */
export const viewCalendarPart = latePart<ViewLayoutProps>(
  async () => (await import('./view-calendar.tsx')).ViewCalendar,
);
