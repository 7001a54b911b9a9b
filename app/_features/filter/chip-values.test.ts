import { expect, test } from 'vitest';
import type { LabelId, ProjectId, SectionId, UserId } from '../../../server/domain/ids.ts';
import { parseFilter } from '../../../server/domain/filter/parse-filter.ts';
import { resolveFilter } from '../../../server/domain/filter/resolve-filter.ts';
import { writeClause } from '../../../server/domain/filter/write-filter.ts';
import { chipFields, clausesFor, fieldOf } from './chip-values.ts';

const names = {
  labels: [{ id: 'l' as LabelId, name: 'at home' }],
  projects: [
    {
      id: 'p' as ProjectId,
      name: 'нет',
      key: 'P',
      sections: [{ id: 's' as SectionId, name: 'a/b "c"' }],
    },
  ],
  people: [{ id: 'u' as UserId, name: 'Me' }],
};
const calendar = {
  today: '2026-11-26',
  timeZone: 'UTC',
  dayStart: '00:00',
  weekStart: 'monday' as const,
};

test.each(chipFields)('all that is offered for %s is a filter in both languages', (field) => {
  for (const clause of clausesFor(field, names))
    for (const locale of ['en', 'ru'] as const) {
      const text = writeClause(clause, locale);
      const read = parseFilter(text);
      expect(read, text).toMatchObject({ filter: clause });
      const context = { ...calendar, me: 'me' as UserId, names };
      expect(resolveFilter(clause, context), text).not.toHaveProperty('problems');
      expect(fieldOf(clause)).toBe(field);
    }
});

test('nothing is offered twice', () => {
  for (const field of chipFields) {
    const texts = clausesFor(field, names).map((clause) => writeClause(clause, 'en'));
    expect(texts).toEqual([...new Set(texts)]);
  }
});
