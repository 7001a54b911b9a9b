import type { WeekDay } from '../enums.ts';
import { dayGroups } from './choose-days.ts';
import { chooseWhen } from './choose-when.ts';
import { lastOf } from './choose-time.ts';
import { candidatesOf } from './find-candidates.ts';
import { lineOf } from './line.ts';
import type { Line } from './line.ts';
import { dayOnWall, wallTime } from './moment.ts';
import { asText } from './readings.ts';
import type { Candidate, Reading } from './readings.ts';
import { settledRuns } from './settle-places.ts';
import { spansOf } from './spans.ts';
import type { Chip, Span } from './spans.ts';
import { titleOf } from './title.ts';
import type { Range } from './tokens.ts';

/** From so many bytes of UTF-8 on a line is refused. */
const longestLine = 65_536;

export const lineTooLong = `must have fewer than ${longestLine} bytes`;

/** Whether a line is short enough to be read. */
export const isReadable = (text: string): boolean =>
  text.length < longestLine && new TextEncoder().encode(text).length < longestLine;

/** When and where a line is read. `now` is an instant, `literal` are ranges whose text is never read. */
export type LineContext = {
  now: string;
  timeZone: string;
  locale: string;
  dateOrder?: 'mdy' | 'dmy' | undefined;
  /** When days begin, `HH:MM` on the wall of the zone: before it today is the day before. Midnight where left out. */
  dayStart?: string | undefined;
  /** Where weeks begin: on Monday where left out. */
  weekStart?: WeekDay | undefined;
  literal?: readonly Range[] | undefined;
};

const firstWeekday = { monday: 1, saturday: 6, sunday: 7 } as const;

/**
 * What a line says. Days are `YYYY-MM-DD`, times `HH:MM` on the wall of the zone; `anchor` comes with `rrule` alone,
 * whose first day is `dueOn`. Priority 3 is urgent.
 */
export type ParsedLine = {
  title: string;
  dueOn?: string;
  dueTime?: string;
  startOn?: string;
  rrule?: string;
  anchor?: 'schedule' | 'completion';
  priority?: 1 | 2 | 3;
  project?: string;
  section?: string;
  labels: string[];
  assignees: string[];
  estimateMinutes?: number;
  notes?: string;
  spans: Span[];
};

/** Whether a name in a line means something. */
export type IsKnown = (reading: Reading) => boolean;

/**
 * Reads one line of quick add, English and Russian alike, as docs/quick-add.md says. Pure, and linear in the length.
 * @param isKnown asked of all that was found, the last first: a name that means nothing is text
 * @throws RangeError for a line of 64 KB or more, and for a `now`, `timeZone` or `dayStart` that is none
 */
export function parseLine(
  text: string,
  context: LineContext,
  isKnown: IsKnown = () => true,
): ParsedLine {
  if (!isReadable(text)) throw new RangeError(`a line ${lineTooLong}`);
  const { locale, dateOrder = ['en', 'en-US'].includes(locale) ? 'mdy' : 'dmy' } = context;
  const literal = context.literal ?? [];
  const line = lineOf(text, { literal, isMonthFirst: dateOrder === 'mdy' });
  const runs = settledRuns(line, withStrangeAsText(candidatesOf(line), isKnown));
  const now = wallTime(context.now, context.timeZone);
  const later = (minutes: number) => wallTime(context.now, context.timeZone, minutes);
  const base = {
    today: dayOnWall(now, context.dayStart),
    weekStart: firstWeekday[context.weekStart ?? 'monday'],
  };
  const when = chooseWhen({ runs, groups: dayGroups(runs, base), now, base, later, line });
  const what = namesOf(runs.flat());
  const spans = spansOf(line, [...when.chips, ...what.chips]);
  const notes = notesOf(line);
  const titleEnd = line.notesAt ?? text.length;
  return {
    title: titleOf(text, spans, titleEnd),
    ...when.fields,
    ...what.fields,
    ...(notes && { notes: notes.value }),
    spans: notes ? [...spans, notes] : spans,
  };
}

function withStrangeAsText(candidates: readonly Candidate[], isKnown: IsKnown): Candidate[] {
  return candidates
    .toReversed()
    .map((one) =>
      isKnown(one.reading) ? one : { from: one.from, end: one.end, ...asText(one.end).value },
    )
    .toReversed();
}

function notesOf({ text, notesAt }: Line): Span | undefined {
  if (notesAt === undefined) return undefined;
  const value = text.slice(notesAt + 2).trim();
  return { start: notesAt, end: text.length, kind: 'notes', value };
}

type Names = Pick<ParsedLine, 'labels' | 'assignees' | 'priority' | 'project' | 'section'>;

/** What a line says besides when: the last project and priority, all labels and persons, each once. */
function namesOf(candidates: readonly Candidate[]): { fields: Names; chips: Chip[] } {
  const chips: Chip[] = [];
  const [labels, assignees] = [new Set<string>(), new Set<string>()];
  for (const candidate of candidates) {
    const { reading } = candidate;
    if (reading.kind === 'label') {
      labels.add(reading.label);
      chips.push({ ...candidate, kind: 'label', value: reading.label });
    } else if (reading.kind === 'assignee') {
      assignees.add(reading.assignee);
      chips.push({ ...candidate, kind: 'assignee', value: reading.assignee });
    }
  }
  const { fields, chips: single } = singleNames(candidates);
  return {
    fields: { ...fields, labels: [...labels], assignees: [...assignees] },
    chips: [...chips, ...single],
  };
}

function singleNames(candidates: readonly Candidate[]) {
  const priority = lastOf(candidates, 'priority');
  const project = lastOf(candidates, 'project');
  const chips: Chip[] = [];
  if (priority)
    chips.push({ ...priority, kind: 'priority', value: String(priority.reading.priority) });
  const { project: name, section } = project?.reading ?? {};
  if (project && name !== undefined)
    chips.push({
      ...project,
      kind: 'project',
      value: section === undefined ? name : `${name}/${section}`,
    });
  return {
    fields: {
      ...(priority && { priority: priority.reading.priority }),
      ...(name !== undefined && { project: name }),
      ...(section !== undefined && { section }),
    },
    chips,
  };
}
