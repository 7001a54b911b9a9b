import * as z from 'zod';
import { anchors } from '../domain/enums.ts';
import { day, timeZone } from '../domain/fields.ts';
import { mostPreviewed } from '../domain/recurrence/preview.ts';
import { longestRule } from '../domain/recurrence/rule.ts';

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
  rrule: z.string().min(1, 'must not be empty').max(longestRule),
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
