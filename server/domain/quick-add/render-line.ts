import type { ParsedLine } from './parse-line.ts';
import { repeatText } from './render-repeat.ts';
import type { Range } from './tokens.ts';

/** A line, and the place of its title in it, which `parseLine` takes as `literal`. */
export type RenderedLine = { text: string; literal: Range[] };

/**
 * One canonical line that says the same: `Call Ann 2026-11-27 17:00 !2 #work for 30m // notes`. It parses to the same
 * fields wherever its title is one that is not read itself; quotes would change the title, so a title like
 * `Call tomorrow` comes back only with the `literal` of `renderedLine`. Spans are those of the new line.
 */
export const renderLine = (parsed: ParsedLine): string => renderedLine(parsed).text;

/** As `renderLine`, with the range of the title: read with it as `literal`, every line comes back. */
export function renderedLine(parsed: ParsedLine): RenderedLine {
  const { title, notes } = parsed;
  const chips = chipsOf(parsed).join(' ');
  const tail = notes === undefined ? '' : ` // ${notes}`;
  const isMarked = /[,:;]$|\s[-–—]$/u.test(title);
  if (chips === '' || !isMarked) {
    const text = [title, chips].filter((part) => part !== '').join(' ');
    return { text: text + tail, literal: [{ start: 0, end: title.length }] };
  }
  const start = chips.length + 1;
  return { text: `${chips} ${title}${tail}`, literal: [{ start, end: start + title.length }] };
}

function chipsOf(parsed: ParsedLine): string[] {
  const { priority, project, section, labels, assignees, estimateMinutes } = parsed;
  const named = (sign: string, name: string) => `${sign}${nameText(name)}`;
  const place = section === undefined ? '' : `/${nameText(section)}`;
  const chips = [
    ...whenText(parsed),
    priority && `!${priority}`,
    project !== undefined && `${named('#', project)}${place}`,
    ...labels.map((label) => named('@', label)),
    ...assignees.map((person) => named('+', person)),
    estimateMinutes !== undefined && `for ${lengthText(estimateMinutes)}`,
  ];
  return chips.filter((chip) => typeof chip === 'string');
}

function whenText({ dueOn, dueTime, startOn, rrule, anchor }: ParsedLine): string[] {
  const due = rrule === undefined ? dueOn : undefined;
  const start = rrule === undefined ? startOn : dueOn;
  const repeat = rrule === undefined ? undefined : repeatText(rrule, anchor === 'completion');
  const from = start === undefined ? undefined : `from ${start}`;
  return [repeat, due, dueTime, from].filter((part) => part !== undefined);
}

const pairs = [
  ['"', '"'],
  ['«', '»'],
  ['“', '”'],
] as const;

/** A name that is one plain word stands as it is, another in quotes that it has not in it. */
function nameText(name: string): string {
  if (/^\p{L}[\p{L}\p{M}\d_]*$/u.test(name)) return name;
  const [open, close] = pairs.find(([, end]) => !name.includes(end)) ?? pairs[0];
  return `${open}${name}${close}`;
}

function lengthText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 && `${hours}h`, rest > 0 && `${rest}m`].filter(Boolean).join(' ');
}
