import type { Weekday } from '../recurrence/calendar.ts';
import type { DayPart } from './lexicon/day-parts.ts';
import type { DayRole } from './lexicon/leads.ts';
import type { DayUnit } from './lexicon/units.ts';
import type { Repeat } from './repeat.ts';
import type { DaySpec } from './resolve-day.ts';

/**
 * A time as it is written: `hour` as named, `minute` from it on (-15 for quarter to). `bare` leaves the half of the
 * day open and 1 to 6 are afternoon, `minutes` stands as it is, `fixed` knows its half.
 */
export type Clock = { hour: number; minute: number; form: 'bare' | 'minutes' | 'fixed' };

/** Days without an `every`; `isAbout` says of what something is (for Monday and Tuesday), `days` are weekdays that a repeat may have. */
export type DayList = { isAbout: boolean; days?: readonly Weekday[] };

/**
 * What a piece of a line says. `text` is what only looks like something, and is never read; `half-repeat` is words
 * of a repeat that make no one rule, so that nothing in the line says when; as an adjective (hourly) it may be text where
 * another repeat stands. What has `isName` is text beside another day, one that `isListed` has the days of another.
 */
export type Reading =
  | { kind: 'text' }
  | { kind: 'day'; spec: DaySpec; role: DayRole; isDayEnd?: boolean; isLabelled?: boolean }
  | { kind: 'range'; from: DaySpec; to: DaySpec }
  | { kind: 'clock'; clock: Clock; to?: Clock; part?: DayPart | undefined }
  | { kind: 'part'; part: DayPart; isToday: boolean }
  | { kind: 'moment'; minutes: number }
  | { kind: 'repeat'; repeat: Repeat; isName?: boolean; isListed?: boolean }
  | { kind: 'half-repeat'; isAdjective?: boolean; isName?: boolean; list?: DayList }
  | { kind: 'until-month'; month: number }
  | { kind: 'lasting'; unit: DayUnit; amount: number }
  | { kind: 'count'; count: number }
  | { kind: 'completion' }
  | { kind: 'estimate'; minutes: number }
  | { kind: 'priority'; priority: 1 | 2 | 3 }
  | { kind: 'project'; project: string; section?: string | undefined }
  | { kind: 'label'; label: string }
  | { kind: 'assignee'; assignee: string };

/** Kinds that say when; what stands beside a repeat that is half understood is part of it. */
export const kindsOfWhen: ReadonlySet<Reading['kind']> = new Set([
  'repeat',
  'half-repeat',
  'day',
  'range',
  'clock',
  'part',
  'moment',
  'count',
  'lasting',
  'completion',
  'until-month',
]);

/** Where a reading counts that is more often text; beside another chip it always does. */
export type Places = { first: boolean; last: boolean; smallWord: boolean };

export const atEdge: Places = { first: true, last: true, smallWord: false };
export const atEnd: Places = { first: false, last: true, smallWord: false };
export const besideOnly: Places = { first: false, last: false, smallWord: false };
export const likeHours: Places = { first: true, last: true, smallWord: true };

/** A reading and where it may count; without `places` it counts anywhere. */
export type Found = { reading: Reading; places?: Places | undefined };

/** A piece of a line with its reading: tokens from `from` up to `end`. */
export type Candidate = Found & { from: number; end: number };

/** What is text up to a token, so that nothing in it is read as something else. */
export const asText = (end: number): { end: number; value: Found } => ({
  end,
  value: { reading: { kind: 'text' } },
});
