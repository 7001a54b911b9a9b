'use client';

import { createCell } from '../../_client/store/cell.ts';

/** Whether the list of keys is open. */
export const helpOpen = createCell(false);
