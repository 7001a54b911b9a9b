import { createLateDrag } from '../task-list/late-drag.ts';

/** Dragging of tasks to other days. */
export const calendarDrag = createLateDrag(() => import('./drag-days.ts'));
