import { expect, test } from 'vitest';
import { parseFilter } from '../../../server/domain/filter/parse-filter.ts';
import { resolveFilter } from '../../../server/domain/filter/resolve-filter.ts';
import type { LabelId, ProjectId, UserId } from '../../../server/domain/ids.ts';
import type { Grouping } from './group-tasks.ts';
import { newTaskIn } from './new-task-of.ts';
import { draftOf, newTaskStays } from './new-task-stays.ts';

const today = '2026-11-26';

function askFor(text: string) {
  const read = parseFilter(text);
  if ('problems' in read) throw new Error(text);
  const filter = resolveFilter(read.filter, {
    me: 'me' as UserId,
    today,
    timeZone: 'UTC',
    dayStart: '00:00',
    weekStart: 'monday',
    names: {
      labels: [
        { id: 'home' as LabelId, name: 'home' },
        { id: 'shop' as LabelId, name: 'shop' },
      ],
      projects: [{ id: 'work' as ProjectId, name: 'Work', key: 'W', sections: [] }],
      people: [{ id: 'ann' as UserId, name: 'Ann' }],
    },
  });
  if ('problems' in filter) throw new Error(text);
  return filter;
}

const orders: Partial<Record<Grouping, string[]>> = {
  label: ['home', 'shop'],
  assignee: ['ann', 'me', 'zoe'],
  project: ['inbox', 'work'],
};

function stays(text: string, grouping: Grouping, key: string, day = today): boolean {
  const asked = askFor(text);
  const made = newTaskIn(asked, grouping, key);
  if (!made) return false;
  const projectId = made.projectId ?? 'inbox';
  const now = `${today}T12:00:00.000Z`;
  const draft = draftOf(made, { projectId, sectionId: null, me: 'me', now });
  const rule = { grouping, today: day, order: orders[grouping] ?? [] };
  return newTaskStays(draft, { asked, rule, key });
}

/** A filter, the parts in which a new task of its would stand, and those in which not. */
const cases: [text: string, grouping: Grouping, yes: string[], no: string[]][] = [
  ['due:today', 'due', [today], ['2026-11-27', '', 'overdue']],
  ['status:open', 'due', [today, '2026-11-27', ''], ['overdue', '2026-11-25']],
  ['priority:3', 'priority', ['3'], ['2', '1', '0']],
  ['priority:2..', 'priority', ['3', '2'], ['1', '0']],
  ['assignee:me', 'assignee', ['me', 'ann'], ['zoe', '']],
  ['assignee:none', 'assignee', [''], ['ann', 'me']],
  ['@shop', 'label', ['shop', 'home'], ['']],
  ['@home', 'label', ['home'], ['shop', '']],
  ['#work', 'project', ['work'], ['inbox']],
  ['status:done', 'priority', [], ['3', '0']],
];

test.each(cases)('of %s by %s in %j, and not in %j', (text, grouping, yes, no) => {
  expect(yes.filter((key) => !stays(text, grouping, key))).toEqual([]);
  expect(no.filter((key) => stays(text, grouping, key))).toEqual([]);
});

test('in one list it stands where the filter finds it', () => {
  for (const text of ['', 'today & @home', 'author:me', 'created:today', 'repeat:no', '!@home'])
    expect(stays(text, 'none', 'all'), text).toBe(true);
  for (const text of ['today | @home', 'overdue', 'status:done', 'is:subtask', 'author:ann'])
    expect(stays(text, 'none', 'all'), text).toBe(false);
});

test('the words of its title are still to be written', () => {
  for (const text of ['"boat"', '!"boat"', '"boat" & "keel"', '"boat" | today'])
    expect(stays(text, 'none', 'all'), text).toBe(true);
  expect(stays('"boat" & status:done', 'none', 'all')).toBe(false);
});

test('on a calendar it stands on a day that is past, too', () => {
  expect(stays('status:open', 'due', '2026-11-25', '')).toBe(true);
});
