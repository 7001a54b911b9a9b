import * as z from 'zod';
import { anchors } from '../domain/enums.ts';
import { instantInput, timeZone } from '../domain/fields.ts';
import { longestLine } from '../domain/quick-add/parse-line.ts';
import { spanKinds } from '../domain/quick-add/spans.ts';

const range = z.strictObject({ start: z.int().min(0), end: z.int().min(0) });

/** One line of quick add, read as docs/quick-add.md says. */
export const taskParseInput = z.strictObject({
  text: z.string().max(longestLine - 1, `must have fewer than ${longestLine} characters`),
  /** When it is read: the present where left out. */
  now: instantInput.optional(),
  timeZone,
  /** A language, with a region or not: `en` and `en-US` write 12/25 where `dateOrder` says nothing. */
  locale: z.string().min(2).max(35),
  dateOrder: z.enum(['mdy', 'dmy']).optional(),
  /** Parts of the text that are not read, in UTF-16 units. */
  literal: z.array(range).max(100).optional(),
});
export type TaskParseInput = z.output<typeof taskParseInput>;

/** What is not said is not there. `spans` are chips at their place in the text, `next` the first days of a repeat. */
export const taskParseOutput = z.object({
  title: z.string(),
  dueOn: z.string().optional(),
  dueTime: z.string().optional(),
  dueAt: z.string().optional(),
  timeZone: z.string().optional(),
  startOn: z.string().optional(),
  rrule: z.string().optional(),
  anchor: z.enum(anchors).optional(),
  priority: z.int().optional(),
  project: z.string().optional(),
  section: z.string().optional(),
  labels: z.array(z.string()),
  assignees: z.array(z.string()),
  estimateMinutes: z.int().optional(),
  notes: z.string().optional(),
  spans: z.array(
    z.object({ start: z.int(), end: z.int(), kind: z.enum(spanKinds), value: z.string() }),
  ),
  next: z.array(z.string()),
});
export type TaskParseOutput = z.output<typeof taskParseOutput>;
