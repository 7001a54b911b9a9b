import { readEpoch } from '../../db/archive/read-epoch.ts';
import { settleSwaps } from '../../db/archive/restore-swap.ts';
import type { SwapOutcome } from '../../db/archive/restore-swap.ts';
import type { Pool } from '../../db/client.ts';
import type { Say } from './say.ts';

const words: Record<SwapOutcome, string | null> = {
  finished: 'A restore that was cut off is finished: its files stay',
  undone: 'A restore that was cut off is undone: the files are as they were',
  removed: null,
};

/** Brings files and rows together again where a restore was killed between the two. */
export async function settleRestores(
  pool: Pool,
  { filesDir, say }: { filesDir: string; say: Say },
): Promise<void> {
  for (const outcome of await settleSwaps(filesDir, () => readEpoch(pool))) {
    const line = words[outcome];
    if (line) say(line);
  }
}
