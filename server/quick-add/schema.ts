import * as z from 'zod';
import { anchors, weekDays } from '../domain/enums.ts';
import { instantInput, inWorkspace, time, timeZone, writeFields } from '../domain/fields.ts';
import { id } from '../domain/ids.ts';
import type { ProjectId } from '../domain/ids.ts';
import { isReadable, lineTooLong } from '../domain/quick-add/parse-line.ts';
import { spanKinds } from '../domain/quick-add/spans.ts';
import { taskOutput } from '../task/schema.ts';

const range = z.strictObject({ start: z.int().min(0), end: z.int().min(0) });

/** One line of quick add, read as docs/quick-add.md says. */
export const taskParseInput = z.strictObject({
  text: z.string().refine(isReadable, lineTooLong),
  /** When it is read: the present where left out. */
  now: instantInput.optional(),
  timeZone,
  /** A language, with a region or not: `en` and `en-US` write 12/25 where `dateOrder` says nothing. */
  locale: z.string().min(2).max(35),
  dateOrder: z.enum(['mdy', 'dmy']).optional(),
  /** When days begin, and so until when the night is yesterday's: as the person's own settings say where left out. */
  dayStart: time.optional(),
  /** Where weeks begin: as the person's own settings say where left out. */
  weekStart: z.enum(weekDays).optional(),
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

/** A line of quick add that becomes a task: in the project that it names, else in this one, else in the caller's inbox. */
export const taskQuickAddInput = taskParseInput.extend({
  ...inWorkspace,
  text: taskParseInput.shape.text
    .regex(/\S/u, 'must not be empty')
    .regex(/^[^\r\n]*$/u, 'must be one line: send a call for each')
    // Characters that no text may hold count as spaces, so that spans stay where they are.
    .transform((text) => text.toWellFormed().replaceAll(/[\u0000-\u001f\u007f]/gu, ' ')),
  projectId: id<ProjectId>().optional(),
  ...writeFields,
});
export type TaskQuickAddInput = z.output<typeof taskQuickAddInput>;

/** `parsed` is what counted: names that mean nothing, or several things, stand in its title. */
export const taskQuickAddOutput = z.object({ task: taskOutput, parsed: taskParseOutput });
export type TaskQuickAddOutput = z.output<typeof taskQuickAddOutput>;
