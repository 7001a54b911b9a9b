import { phrases } from './table.ts';
import type { WeekdayForm } from './weekdays.ts';

/**
 * What a day is for: `until` is a due, or the end of a repeat where the line has one; `by` too, unless it says on which of
 * its days the repeat comes (monthly by the 5th).
 */
export type DayRole = 'due' | 'by' | 'start' | 'until';

/** A word that calls for a day, and the cases in which a Russian weekday may follow it. */
export type Lead = { role: DayRole; cases: readonly WeekdayForm[] };

const anyCase = ['any', 'nominative', 'accusative', 'genitive', 'dative', 'short'] as const;
const lead = (role: DayRole, grammaticalCase?: WeekdayForm): Lead => ({
  role,
  cases: grammaticalCase === undefined ? anyCase : ['any', 'short', grammaticalCase],
});

export const leads = phrases<Lead>([
  ['on|on a|for|at', lead('due')],
  ['by|before|no later than', lead('by')],
  ['from|starting|starting from|starting on|beginning|beginning on', lead('start')],
  ['until|till|through|thru', lead('until')],
  ['в|во|на', lead('due', 'accusative')],
  ['к|ко', lead('by', 'dative')],
  ['до', lead('until', 'genitive')],
  ['не позже|не позднее', lead('by', 'genitive')],
  ['с|со|начиная с|начиная со', lead('start', 'genitive')],
  ['по', lead('until', 'accusative')],
]);

/** What ends a repeat that stands before it; elsewhere it is text: the contract ends 5 Jan. */
export const endLeads = phrases<Lead>([
  [
    'to|up to|up to and including|through to|up until|up till|ending|ending on|ends|ends on|finishing|finishing on',
    lead('until'),
  ],
  ['вплоть до|заканчивая', lead('until')],
]);

/** Behind a last day they say that it counts too. */
export const inclusiveWords: ReadonlySet<string> = new Set(['включительно', 'inclusive']);

/** Names of a due, behind which another lead may stand: due by friday, срок до 5 декабря. */
export const labels = phrases<'word' | 'noun'>([
  ['due|срок|крайний срок|дедлайн', 'word'],
  ['deadline|due date', 'noun'],
]);
export const labelled: Lead = lead('due');
