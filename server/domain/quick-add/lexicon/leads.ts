import { phrases } from './table.ts';
import type { WeekdayForm } from './weekdays.ts';

/** What a day is for: `until` is a due, or the end of a repeat where the line has one. */
export type DayRole = 'due' | 'start' | 'until';

/** A word that calls for a day, and the cases in which a Russian weekday may follow it. */
export type Lead = { role: DayRole; cases: readonly WeekdayForm[] };

const anyCase = ['any', 'nominative', 'accusative', 'genitive', 'dative', 'short'] as const;
const lead = (role: DayRole, grammaticalCase?: WeekdayForm): Lead => ({
  role,
  cases: grammaticalCase === undefined ? anyCase : ['any', 'short', grammaticalCase],
});

export const leads = phrases<Lead>([
  ['by|on|for|before|at|no later than', lead('due')],
  ['from|starting|starting from|starting on|beginning|beginning on', lead('start')],
  ['until|till|through', lead('until')],
  ['в|во|на', lead('due', 'accusative')],
  ['к|ко', lead('due', 'dative')],
  ['до', lead('until', 'genitive')],
  ['не позже|не позднее', lead('due', 'genitive')],
  ['с|со|начиная с|начиная со', lead('start', 'genitive')],
  ['по', lead('until', 'accusative')],
]);

/** Names of a due, behind which another lead may stand: due by friday, срок до 5 декабря. */
export const labels = phrases<'word' | 'noun'>([
  ['due|срок|крайний срок|дедлайн', 'word'],
  ['deadline|due date', 'noun'],
]);
export const labelled: Lead = lead('due');
