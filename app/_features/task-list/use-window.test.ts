import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { offsetOf, rangesIn } from './use-window.ts';

const heights = { row: 36, above: (part: number) => (part === 0 ? 0 : 40), below: 36 };

it('draws every row that can be seen, and few beside', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(3000), { minLength: 1, maxLength: 6 }),
      fc.nat(200_000),
      (lengths, top) => {
        const bottom = top + 900;
        const ranges = rangesIn(lengths, heights, { top, bottom, overscan: 15 });
        for (const [part, length] of lengths.entries()) {
          const { from, to } = ranges[part] ?? { from: -1, to: -1 };
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeLessThanOrEqual(length);
          for (let row = 0; row < length; row += 97) {
            const y = offsetOf(lengths, heights, { part, row });
            if (y + heights.row > top && y < bottom) expect(row >= from && row < to).toBe(true);
          }
        }
        const drawn = ranges.reduce((sum, { from, to }) => sum + Math.max(0, to - from), 0);
        expect(drawn).toBeLessThan(900 / heights.row + 40 * lengths.length);
      },
    ),
  );
});
