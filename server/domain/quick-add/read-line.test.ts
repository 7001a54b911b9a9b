import { expect, it } from 'vitest';
import { readLine } from './read-line.ts';
import type { LineNames } from './read-line.ts';

const names: LineNames = {
  projects: [
    { id: 'boat', name: 'Big boat', key: 'BB' },
    { id: 'home', name: 'Дом', key: 'HOME' },
  ],
  sectionsIn: (projectId) => (projectId === 'boat' ? [{ id: 'hull', name: 'The hull' }] : []),
  labels: [{ id: 'phone', name: 'Phone' }],
  people: [{ userId: 'ann', name: 'Ann Smith' }],
  mayMakeLabels: true,
};

const read = (text: string, more: Partial<LineNames> = {}) =>
  readLine(
    text,
    { now: '2026-11-24T10:30:00Z', timeZone: 'Europe/London', locale: 'en' },
    { ...names, ...more },
  );

it('finds what the names mean: a project by its name, key or beginning, with its section', () => {
  expect(read('Scrape #bigboat/hull +smith @phone @new')).toMatchObject({
    line: { title: 'Scrape' },
    project: { id: 'boat' },
    section: { id: 'hull' },
    labelIds: ['phone'],
    newLabels: ['new'],
    assigneeIds: ['ann'],
  });
  expect(read('Sweep #дом').project?.id).toBe('home');
  expect(read('Sweep #home').project?.id).toBe('home');
});

it('finds a project and its section by a slip of the hand, but no person', () => {
  expect(read('Scrape #bgboat/hul').section?.id).toBe('hull');
  expect(read('Sweep #hoem').project?.id).toBe('home');
  expect(read('Ask +ann +smtih').line.title).toBe('Ask +smtih');
});

it('leaves what names nothing as text, and reads the rest as if it were quoted', () => {
  const { line, chips, project } = read('Ask +bob about #boat/mast tomorrow');
  expect(line.title).toBe('Ask +bob about #boat/mast');
  expect(chips.map(({ kind }) => kind)).toEqual(['due']);
  expect(project).toBeNull();
});

it('makes no label where that is not this person’s to do', () => {
  expect(read('Call @new', { mayMakeLabels: false }).line.title).toBe('Call @new');
  expect(read(`Call @${'x'.repeat(61)}`).chips).toEqual([]);
});

it('reads a line of many names that mean nothing a few times at most', () => {
  let looked = 0;
  const counted = {
    ...names,
    get projects() {
      looked += 1;
      return names.projects;
    },
  };
  const text = `x ${'#a '.repeat(2000)}tomorrow`;
  const { line } = readLine(
    text,
    { now: '2026-11-24T10:30:00Z', timeZone: 'Europe/London', locale: 'en' },
    counted,
  );
  expect(line).toMatchObject({ dueOn: '2026-11-25', title: text.slice(0, -' tomorrow'.length) });
  expect(looked).toBeLessThan(20);
});

it('finds a project before a few that are none', () => {
  expect(read('Sweep #home #x #y').project?.id).toBe('home');
});
