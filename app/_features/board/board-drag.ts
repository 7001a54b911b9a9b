import { createLateDrag } from '../task-list/late-drag.ts';

/** Dragging of cards and columns. */
export const boardDrag = createLateDrag(() => import('./drag-cards.ts'));
