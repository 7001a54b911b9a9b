import { readdirSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { parseLine } from '../parse-line.ts';
import type { ParsedLine } from '../parse-line.ts';

const folder = `${import.meta.dirname}/../corpus`;
const day = z.iso.date();
const text = z.string().min(1);
const expectation = z.strictObject({
  title: z.string(),
  dueOn: day.optional(),
  dueTime: z.iso.time({ precision: -1 }).optional(),
  startOn: day.optional(),
  rrule: z.string().startsWith('FREQ=').optional(),
  anchor: z.literal('completion').optional(),
  priority: z.literal([1, 2, 3]).optional(),
  project: text.optional(),
  section: text.optional(),
  labels: z.array(text).min(1).optional(),
  assignees: z.array(text).min(1).optional(),
  estimateMinutes: z.int().positive().optional(),
  notes: text.optional(),
});
const phrase = z.strictObject({
  phrase: text,
  now: z.iso.datetime().optional(),
  zone: z.string().includes('/').optional(),
  locale: z.enum(['en', 'en-US', 'en-GB', 'ru']).optional(),
  expect: expectation,
});

/** A line of the corpus, when and where it is read, and what it says. */
export type Phrase = z.infer<typeof phrase>;
export type Expectation = Phrase['expect'];

export const corpusNow = '2026-11-24T10:30:00Z';
export const corpusZones: Record<string, string> = { en: 'Europe/London', ru: 'Europe/Moscow' };
export const corpusLanguages = Object.keys(corpusZones);

/** All phrases of a language, from all its files. */
export function corpusOf(language: string): Phrase[] {
  const name = new RegExp(`^${language}-[a-z]+[.]json$`);
  const files = readdirSync(folder).filter((file) => name.test(file));
  return files.flatMap((file) =>
    z.array(phrase).parse(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))),
  );
}

/** A line in which nothing is read: its title is all of it. */
export const isPlain = ({ expect: { title, ...read } }: Phrase): boolean =>
  title !== '' && Object.keys(read).length === 0;

/** When and where a phrase is read. */
export function contextOf({ now, zone, locale }: Phrase, language: string) {
  return {
    now: now ?? corpusNow,
    timeZone: zone ?? corpusZones[language] ?? '',
    locale: locale ?? language,
  };
}

/** What the grammar says of a phrase, in the form of an expectation. */
export function answerTo(entry: Phrase, language: string): Expectation {
  return asExpectation(parseLine(entry.phrase, contextOf(entry, language)));
}

/** A parsed line in the form of an expectation: what is empty or usual is left out. */
export function asExpectation({
  spans: _,
  labels,
  assignees,
  anchor,
  ...read
}: ParsedLine): Expectation {
  return {
    ...read,
    ...(labels.length > 0 && { labels }),
    ...(assignees.length > 0 && { assignees }),
    ...(anchor === 'completion' && { anchor }),
  };
}
