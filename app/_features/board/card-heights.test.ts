import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { taskId, taskRow, userId } from '../../_client/testing/rows.ts';
import { cardsBetween, guessHeight, hasCardFacts, offsetsOf } from './card-heights.ts';
import { scrollPace } from './scroll-near-edges.ts';

it('draws every card that can be seen, and no other', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 30, max: 130 }), { maxLength: 400 }),
      fc.integer({ min: -2000, max: 60_000 }),
      (heights, top) => {
        const ids = heights.map((_, at) => String(at));
        const offsets = offsetsOf(ids, (id) => heights[Number(id)] ?? 0);
        const bottom = top + 900;
        const { from, to } = cardsBetween(offsets, { top, bottom });
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(heights.length);
        for (const at of heights.keys()) {
          const isSeen = (offsets[at + 1] ?? 0) > top && (offsets[at] ?? 0) < bottom;
          if (isSeen) expect(at >= from && at < to).toBe(true);
        }
        expect(to - from).toBeLessThanOrEqual(900 / 30 + 2);
      },
    ),
  );
});

it('guesses one to three lines of title', () => {
  expect(guessHeight('milk', false, 280)).toBe(48);
  expect(guessHeight('milk', true, 280)).toBe(72);
  expect(guessHeight('x'.repeat(40), false, 280)).toBe(68);
  expect(guessHeight('x'.repeat(500), false, 280)).toBe(88);
});

it('scrolls faster the nearer a drag is to an edge, and not in the middle', () => {
  const edges = { start: 100, end: 900 };
  expect(scrollPace(500, edges)).toBe(0);
  expect(scrollPace(110, edges)).toBeLessThan(scrollPace(150, edges));
  expect(scrollPace(150, edges)).toBeLessThan(0);
  expect(scrollPace(895, edges)).toBeGreaterThan(scrollPace(850, edges));
  expect(scrollPace(2000, edges)).toBe(scrollPace(900, edges));
});

it('takes a card for having facts where one of them is there to say', () => {
  const bare = taskRow({ id: taskId(1) });
  const around = { subtasks: 0, today: '2026-11-26', isBlocked: false };
  expect(hasCardFacts(bare, around)).toBe(false);
  for (const fields of [
    { dueOn: '2026-11-26' },
    { estimateMinutes: 30 },
    { startOn: '2026-11-27' },
    { assigneeIds: [userId] },
  ])
    expect(hasCardFacts({ ...bare, ...fields }, around)).toBe(true);
  expect(hasCardFacts({ ...bare, startOn: '2026-11-26' }, around)).toBe(false);
  expect(hasCardFacts(bare, { ...around, subtasks: 1 })).toBe(true);
  expect(hasCardFacts(bare, { ...around, isBlocked: true })).toBe(true);
});
