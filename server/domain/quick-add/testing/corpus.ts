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

const read = (name: string): unknown => JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8'));

/** The files of a language with their phrases. */
export function corpusFiles(language: string): { name: string; phrases: Phrase[] }[] {
  const file = new RegExp(`^(${language}-[a-z]+)[.]json$`);
  const names = readdirSync(folder).flatMap((one) => file.exec(one)?.[1] ?? []);
  return names.toSorted().map((name) => ({ name, phrases: z.array(phrase).parse(read(name)) }));
}

/** All phrases of a language, from all its files. */
export const corpusOf = (language: string): Phrase[] =>
  corpusFiles(language).flatMap(({ phrases }) => phrases);

const miss = z.strictObject({ phrase: text, got: z.unknown(), reason: z.string().min(10) });

/** The phrases that are read otherwise than expected, each with what is read and why. */
export const listedMisses = () => z.array(miss).parse(read('misses'));

const first = z.strictObject({ file: text, phrases: z.int(), missed: z.array(miss) });

/** What was read of the files that were written by someone who had not seen the grammar, before it was mended. */
export const firstReadings = () => z.array(first).parse(read('first'));

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
