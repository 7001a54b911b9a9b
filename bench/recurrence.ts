import { mostPreviewed, previewOccurrences } from '../server/domain/recurrence/preview.ts';
import { quantile, rounded } from './result.ts';
import type { Figure } from './result.ts';

/** Rules that are the most work: many looked at for each that is found, or for none. */
const worst = {
  'every second since 1900': { rrule: 'FREQ=SECONDLY', start: '1900-01-01T00:00' },
  'a leap day on a Monday, by days': { rrule: 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO' },
  'each second of which none fits': { rrule: 'FREQ=SECONDLY;INTERVAL=60;BYSECOND=59' },
  'weekdays of a year by number': { rrule: 'FREQ=YEARLY;BYDAY=1SU,2MO,3TU,-1FR,-53MO' },
  'weeks of a year': { rrule: 'FREQ=YEARLY;BYWEEKNO=1,2,3,4,5,10,20,53;BYDAY=SU,MO,TU' },
  'the 366th on a Monday': { rrule: 'FREQ=YEARLY;BYYEARDAY=366;BYDAY=MO' },
};
const rounds = 200;

/** What the processor takes to tell a thousand occurrences of a rule, or to refuse to. */
export function recurrence(): Figure[] {
  return Object.entries(worst).flatMap(([name, rule]) =>
    rule.rrule.startsWith('FREQ=SECONDLY')
      ? figureOf(name, { start: '2026-01-01T00:00', ...rule, anchor: 'schedule' })
      : (['schedule', 'completion'] as const).map((anchor) =>
          figureOf(`${name}, by ${anchor}`, { start: '2026-01-01', ...rule, anchor }),
        ),
  );
}

type Asked = Pick<Parameters<typeof previewOccurrences>[0], 'rrule' | 'start' | 'anchor'>;

function figureOf(name: string, asked: Asked): Figure {
  const ask = () => previewOccurrences({ ...asked, timeZone: 'UTC', count: mostPreviewed });
  const samples = Array.from({ length: rounds }, () => {
    const before = process.cpuUsage();
    ask();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  const answer = ask();
  const told = 'occurrences' in answer ? `${answer.occurrences.length} told` : 'refused';
  return {
    name: `recurrence.preview, CPU: ${name}, median`,
    value: rounded(quantile(samples, 0.5), 2),
    unit: 'ms',
    goal: '<= 5',
    note: `${told}; p99 ${rounded(quantile(samples, 0.99), 2)} ms`,
  };
}
