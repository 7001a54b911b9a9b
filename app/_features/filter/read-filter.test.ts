import { expect, test } from 'vitest';
import type { LabelId, ProjectId, SectionId, UserId } from '../../../server/domain/ids.ts';
import { markProblems, projectsOfSections, readFilter, takeSuggestion } from './read-filter.ts';

const id = <T>(text: string) => text as T;
const reader = {
  locale: 'en' as const,
  knowsSections: true,
  context: {
    me: id<UserId>('me'),
    today: '2026-11-26',
    timeZone: 'UTC',
    dayStart: '00:00',
    weekStart: 'monday' as const,
    names: {
      labels: [{ id: id<LabelId>('l'), name: 'home' }],
      projects: [
        {
          id: id<ProjectId>('p'),
          name: 'Work',
          key: 'WORK',
          sections: [{ id: id<SectionId>('s'), name: 'To do' }],
        },
      ],
      people: [],
    },
  },
};
const problemsOf = (text: string, knowsSections = true) => {
  const read = readFilter(text, { ...reader, knowsSections });
  return read.kind === 'wrong' ? read.problems : [];
};

test('what can be read is what the page asks, in either language', () => {
  expect(readFilter('today & @home', reader).kind).toBe('right');
  expect(readFilter('сегодня & @home', reader)).toEqual(readFilter('today & @home', reader));
});

test('a wrong word and a wrong name say where they stand; the suggestion mends the text', () => {
  for (const [text, mended] of [
    ['tody & @home', 'today & @home'],
    ['today & @hom', 'today & @home'],
    ['#Work/"To doo"', '#Work/"To do"'],
  ] as const) {
    const [problem] = problemsOf(text);
    expect(problem, text).toBeDefined();
    expect(takeSuggestion(text, problem!).text).toBe(mended);
    expect(problemsOf(mended)).toEqual([]);
  }
});

test('a section that the page does not know yet is asked of the server, and no mistake', () => {
  expect(problemsOf('#Work/"Later"')).toHaveLength(1);
  const read = readFilter('#Work/"Later"', { ...reader, knowsSections: false });
  expect(read).toMatchObject({ kind: 'right', resolved: null });
  expect(problemsOf('#Werk/"Later"', false)).toHaveLength(1);
});

test('the cursor goes behind what was taken', () => {
  expect(takeSuggestion('a tody b', { start: 2, end: 6, suggestion: 'today' })).toEqual({
    text: 'a today b',
    at: 7,
  });
});

test('marked parts make the text again, and no place is marked twice', () => {
  const places = [
    { start: 4, end: 6 },
    { start: 0, end: 2 },
    { start: 5, end: 7 },
  ];
  const parts = markProblems('ab cdefg', places);
  expect(parts.map(({ text }) => text).join('')).toBe('ab cdefg');
  expect(parts.filter(({ isWrong }) => isWrong).map(({ text }) => text)).toEqual(['ab', 'de']);
});

test('whose sections must be known is said, also before they are', () => {
  const projectsIn = (text: string) => {
    const read = readFilter(text, { ...reader, knowsSections: false });
    if (read.kind === 'wrong') throw new Error(text);
    return projectsOfSections(read.filter, reader.context.names);
  };
  expect(projectsIn('today & !#work/later | #WORK/*')).toEqual(['p']);
  expect(projectsIn('#work & @home')).toEqual([]);
});
