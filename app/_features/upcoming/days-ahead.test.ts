import { describe, expect, it } from 'vitest';
import { daysAhead } from './days-ahead.ts';

const today = '2026-11-26';

describe('daysAhead', () => {
  it('gives two weeks a place each, and later days only where something is due', () => {
    const ahead = daysAhead(today, { '2026-11-27': ['a'], '2027-03-01': ['z'] });
    expect(ahead).toHaveLength(15);
    expect(ahead[0]).toEqual({ day: today, ids: [] });
    expect(ahead[1]).toEqual({ day: '2026-11-27', ids: ['a'] });
    expect(ahead[13]?.day).toBe('2026-12-09');
    expect(ahead[14]).toEqual({ day: '2027-03-01', ids: ['z'] });
  });

  it('puts all that is overdue into one part, oldest first, and none where nothing is', () => {
    const ahead = daysAhead(today, { '2026-11-25': ['b', 'c'], '2025-01-01': ['a'] });
    expect(ahead[0]).toEqual({ day: null, ids: ['a', 'b', 'c'] });
    expect(ahead[1]?.day).toBe(today);
    expect(daysAhead(today, {}).every(({ day }) => day !== null)).toBe(true);
  });

  it('names each day once, also over the end of a year and a change of clocks', () => {
    for (const from of ['2026-12-25', '2026-03-20', '2026-10-20', '2028-02-25']) {
      const days = daysAhead(from, { [from]: ['a'] }).map(({ day }) => day);
      expect(new Set(days).size).toBe(14);
      expect(days).toEqual([...days].sort((a, b) => (String(a) < String(b) ? -1 : 1)));
    }
  });
});
