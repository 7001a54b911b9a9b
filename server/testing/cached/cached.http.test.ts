import { expect, test } from 'vitest';
import type { BugName } from '../../platform/bugs.ts';
import { play } from './play.ts';
import type { PlayOptions } from './play.ts';

const long = process.env['LONG'] === '1';

test('I5, I7: what is kept equals what Postgres says, whatever happens to Redis and to the processes', async () => {
  const played = await play({ reads: long ? 100_000 : 2500 });
  process.stderr.write(`${JSON.stringify({ ...played, wrong: played.wrong.length })}\n`);
  expect(played.wrong).toEqual([]);
  expect(played.failed).toEqual([]);
}, 7_200_000);

/** Each bug, and what brings it about soon. */
const planted: Record<string, Partial<PlayOptions>> = {
  'stamp-read-after-query': { steps: ['burst', 'write'], faults: ['saved'] },
  'marked-after-answer': { steps: ['revoke', 'write'], faults: ['saved'] },
  'membership-cached': { steps: ['change rights'], faults: ['saved'] },
  'day-not-in-key': { steps: ['next day', 'write'], faults: ['saved'] },
  'replay-not-invalidated': { steps: ['die after COMMIT'], faults: ['saved'] },
  'old-snapshot-believed': {
    steps: ['write', 'change rights'],
    faults: ['saved', 'restarted with an old snapshot'],
  },
};

test.each(Object.entries(planted))(
  'it catches a planted bug: %s',
  async (bug, options) => {
    const asked = { ...options, reads: 30_000, bug: bug as BugName, untilWrong: true };
    const { wrong } = await play(asked);
    expect(wrong).not.toEqual([]);
  },
  600_000,
);
