import { describe, expect, it } from 'vitest';
import { shownWeeks, turnPage } from './span.ts';

describe('shownWeeks', () => {
  it('shows the weeks that have a day of the month, and no others', () => {
    const november = shownWeeks('month', '2026-11-26', 'monday');
    expect(november.weeks).toHaveLength(6);
    expect([november.from, november.before]).toEqual(['2026-10-26', '2026-12-07']);
    const february = shownWeeks('month', '2027-02-10', 'monday');
    expect(february.weeks).toHaveLength(4);
    expect([february.from, february.before]).toEqual(['2027-02-01', '2027-03-01']);
  });

  it('begins where the person begins the week', () => {
    expect(shownWeeks('week', '2026-11-26', 'monday').from).toBe('2026-11-23');
    expect(shownWeeks('week', '2026-11-26', 'sunday').from).toBe('2026-11-22');
    expect(shownWeeks('week', '2026-11-26', 'saturday').from).toBe('2026-11-21');
  });

  it('has whole weeks that follow each other, in every month of four years', () => {
    for (let month = '2026-01-15'; month < '2030'; month = turnPage('month', month, 1)) {
      const { weeks, from, before } = shownWeeks('month', month, 'sunday');
      const days = weeks.flat();
      expect(weeks.every((week) => week.length === 7)).toBe(true);
      expect(days).toEqual(days.toSorted());
      expect(new Set(days).size).toBe(days.length);
      expect(from <= `${month.slice(0, 7)}-01`).toBe(true);
      expect(before > `${month.slice(0, 7)}-28`).toBe(true);
    }
  });
});

describe('turnPage', () => {
  it('goes by week or by month, over the end of a year', () => {
    expect(turnPage('week', '2026-12-28', 1)).toBe('2027-01-04');
    expect(turnPage('month', '2026-12-31', 1)).toBe('2027-01-01');
    expect(turnPage('month', '2026-03-31', -1)).toBe('2026-02-01');
  });
});
