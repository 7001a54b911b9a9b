import { expect, it, test } from 'vitest';
import type { Locale } from '../enums.ts';
import type { LabelId, ProjectId, SectionId, UserId } from '../ids.ts';
import { parseFilter } from './parse-filter.ts';
import { placeNameProblem } from './place-name-problem.ts';
import { resolveFilter } from './resolve-filter.ts';
import type { FilterContext } from './resolve-filter.ts';

const context: FilterContext = {
  today: '2026-11-26',
  timeZone: 'UTC',
  weekStart: 'monday',
  me: 'me' as UserId,
  names: {
    labels: [{ id: '1' as LabelId, name: 'at home' }],
    projects: [
      {
        id: '2' as ProjectId,
        name: 'Garden',
        key: 'GAR',
        sections: [{ id: '3' as SectionId, name: 'Flowers' }],
      },
    ],
    people: [{ id: '4' as UserId, name: 'Ann Smith' }],
  },
};

function problemsIn(text: string, locale: Locale = 'en') {
  const read = parseFilter(text, locale);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  const found = resolveFilter(read.filter, context);
  if (!('problems' in found)) throw new Error('there is no problem');
  return found.problems.map((problem) => placeNameProblem(problem, read.places, locale));
}

test.each([
  ['today & @"at hom"', 8, 17, '@"at home"'],
  ['#Gardan', 0, 7, '#Garden'],
  ['#Garden/Flower', 0, 14, '#Garden/Flowers'],
  ['assignee:"Ann Smit"', 0, 19, 'assignee:"Ann Smith"'],
  ['!author:"An Smith"', 1, 18, 'author:"Ann Smith"'],
  ['key:GAS-1', 0, 9, 'key:GAR-1'],
])('%s has a condition to take its place', (text, start, end, suggestion) => {
  const [problem] = problemsIn(text);
  expect(problem).toMatchObject({ start, end, suggestion });
  const mended = text.slice(0, start) + suggestion + text.slice(end);
  const read = parseFilter(mended);
  if ('problems' in read) throw new Error(mended);
  expect(resolveFilter(read.filter, context)).not.toHaveProperty('problems');
});

it('tells each problem in the language that is asked for, and no suggestion where nothing is near', () => {
  expect(problemsIn('@qwertz | #yuiop', 'ru')).toEqual([
    { code: 'label', start: 0, end: 7, message: 'метки «qwertz» нет' },
    { code: 'project', start: 10, end: 16, message: 'проекта «yuiop» нет' },
  ]);
});
