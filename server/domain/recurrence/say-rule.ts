import type { Locale, anchors } from '../enums.ts';
import { patternOf } from './repeat-pattern.ts';
import type { Pattern } from './repeat-pattern.ts';
import { isProblem, parseRule } from './rule.ts';
import type { Rule } from './rule.ts';
import { english } from './say-english.ts';
import { russian } from './say-russian.ts';

/** A language's own words for how something repeats. */
export type Phrases = {
  /** The days: "every 2 weeks on Mon and Thu"; of what is special only how often. */
  days(pattern: Pattern): string;
  afterCompletion: string;
  /** The last day, `YYYY-MM-DD`, which is included. */
  until(day: string): string;
  times(count: number): string;
  /** What says that the days are not all told. */
  special: string;
};

const languages: Record<Locale, Phrases> = { en: english, ru: russian };

/** How a task repeats: its rule, what it counts from, and the first day (`YYYY-MM-DD`) that may be an occurrence. */
export type Repeating = { rrule: string; anchor: (typeof anchors)[number]; start: string };

/**
 * A repeat as a plain sentence, without a capital and without a full stop: `every 2 weeks on Mon and Thu until 1 May
 * 2027`. Each rule has one; of a rule that is too special for words it tells how often, and that there is more to it.
 * Quick add reads the sentence of each rule that it makes as that rule.
 * @throws RangeError for a rule (RFC 5545, 3.3.10) or a start that is none
 */
export function sayRepeat({ rrule, anchor, start }: Repeating, locale: Locale): string {
  const rule = parseRule(rrule);
  if (isProblem(rule)) throw new RangeError(`no rule: ${rule.message}`);
  const phrases = languages[locale];
  const isCompletion = anchor === 'completion';
  const pattern = patternOf(rule, { start, isCompletion });
  const days = [phrases.days(pattern), isCompletion ? phrases.afterCompletion : '', until(rule)];
  const parts = [
    days.filter(Boolean).join(' '),
    rule.count === undefined ? '' : phrases.times(rule.count),
    pattern.kind === 'special' ? phrases.special : '',
  ];
  return parts.filter(Boolean).join(', ');

  /** A last moment in UTC has a day of its own zone. */
  function until({ until: last }: Rule): string {
    if (last === undefined) return '';
    return phrases.until(last.slice(0, 10)) + (last.endsWith('Z') ? ' (UTC)' : '');
  }
}
