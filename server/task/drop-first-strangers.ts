import type { Record } from '../changes/record.ts';
import { TooMuch } from '../changes/write-in-steps.ts';
import type { WriteCtx } from '../changes/write.ts';
import { dropStrangers } from './drop-strangers.ts';
import type { Where } from './list-losing.ts';

/** As `dropStrangers`, where a write can't go in steps: as many as one transaction may, the others stay for the next. */
export async function dropFirstStrangers(w: WriteCtx, record: Record, where: Where): Promise<void> {
  try {
    await dropStrangers(w, record, where);
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    await error.step(w, record);
  }
}
