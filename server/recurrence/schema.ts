import * as z from 'zod';
import { anchors, missedPolicies } from '../domain/enums.ts';
import { day, timeZone } from '../domain/fields.ts';
import { mostPreviewed } from '../domain/recurrence/preview.ts';
import { longestRule } from '../domain/recurrence/rule.ts';

/** Extra days of one task, and exceptions of one. */
const mostDays = 200;

const days = z
  .array(day)
  .max(mostDays)
  .transform((list) => [...new Set(list)].toSorted());

const rule = z.string().min(1, 'must not be empty').max(longestRule);

/** How a task is to repeat. All of it is said at once: what is left out is as usual. */
export const recurrenceInput = z.strictObject({
  /** RFC 5545, with or without `RRULE:` before it; at most once a day. */
  rrule: rule,
  rdates: days.default([]),
  exdates: days.default([]),
  anchor: z.enum(anchors).default('schedule'),
  missedPolicy: z.enum(missedPolicies).default('keep-one'),
  /** True: each occurrence begins with all subtasks open. */
  resetSubtasks: z.boolean().default(false),
  /** In which its days begin, where the due has none; the caller's own when left out. */
  timeZone: timeZone.optional(),
});
export type RecurrenceInput = z.output<typeof recurrenceInput>;

/** How a task repeats. Its zone is the `timeZone` of the task, which is then never null, with a time or without. */
export const recurrenceOutput = z.object({
  /** In the one form of docs/recurrence.md. */
  rrule: z.string(),
  rdates: z.array(z.string()),
  exdates: z.array(z.string()),
  /** The first day that may be an occurrence. */
  start: z.string(),
  /** The day of the present occurrence, wherever its due was moved to; `task.complete` names it. */
  occurrenceOn: z.string(),
  occurrencesDone: z.int(),
  anchor: z.enum(anchors),
  missedPolicy: z.enum(missedPolicies),
  resetSubtasks: z.boolean(),
  pausedAt: z.string().nullable(),
});

/** A day, or a wall-clock time of a day: `2026-11-24`, `2026-11-24T09:30`. */
const localTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?)?$/, {
    error: 'must be a day like 2026-11-24 or a local time like 2026-11-24T09:30',
  })
  .refine((text) => day.safeParse(text.slice(0, 10)).success, {
    error: 'must be a day that exists, between 1900-01-01 and 2999-12-31',
  });

export const recurrencePreviewInput = z.strictObject({
  /** RFC 5545, with or without `RRULE:` before it. */
  rrule: rule,
  start: localTime,
  timeZone,
  anchor: z.enum(anchors).optional(),
  /** With the anchor `completion`: the day on which one was done, to tell those after it. */
  completedOn: day.optional(),
  /** Only what comes later; a day means its end. */
  after: localTime.optional(),
  count: z.int().min(1).max(mostPreviewed).default(5),
});
export type RecurrencePreviewInput = z.output<typeof recurrencePreviewInput>;

/** Written as `start` is. Fewer than `count` are all there are. */
export const recurrencePreviewOutput = z.object({ occurrences: z.array(z.string()) });
export type RecurrencePreviewOutput = z.output<typeof recurrencePreviewOutput>;
