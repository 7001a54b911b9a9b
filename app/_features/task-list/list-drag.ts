import { createLateDrag } from './late-drag.ts';

/** Dragging of rows. */
export const listDrag = createLateDrag(() => import('./drag.ts'));
