import type { DayPart } from './lexicon/day-parts.ts';
import { dashes, rangeLeads, rangeParts } from './lexicon/times.ts';
import type { BareHours } from './lexicon/times.ts';
import { entryAt, wordAt } from './line.ts';
import type { Line, Match } from './line.ts';
import { clockAt } from './match-clock.ts';
import { isCounted, partAfter } from './match-time.ts';
import { asText, likeHours } from './readings.ts';
import type { Clock, Found } from './readings.ts';
import { minutesOf, resolveClocks } from './resolve-time.ts';

/** A range of times: 15:00-16:30, 3-4pm, from 3 to 4pm, с 15 до 16, с 9 до 11 утра; from 5 to 7 people is text. */
export function timeRangeAt(line: Line, at: number): Match<Found> | undefined {
  const lead = entryAt(line, at, rangeLeads);
  const hours = lead ? 'range' : 'none';
  const from = partedClockAt(line, lead?.end ?? skippedLead(line, at), hours);
  const isWhole = lead !== undefined || from?.value.isPlain === true;
  const parted = from && partedAt(line, from.end, isWhole);
  const to = parted === undefined ? undefined : partedClockAt(line, parted, hours);
  if (!from || !to || (!lead && !isRangeAlone(line, from, to))) return undefined;
  const { clock, part: first } = from.value;
  const part = first ? undefined : to.value.part;
  const reading = {
    kind: 'clock' as const,
    clock: first ? fixedBy(clock, first) : clock,
    to: first && to.value.part ? fixedBy(to.value.clock, to.value.part) : to.value.clock,
    part,
  };
  if (resolveClocks(reading.clock, reading.to, part).length === 0) return undefined;
  const isPlain = from.value.isPlain || to.value.isPlain;
  if (!isPlain && isCounted(line, to.end)) return asText(to.end);
  return { end: to.end, value: { reading, places: isPlain ? undefined : likeHours } };
}

type PartedClock = Match<{ clock: Clock; isPlain: boolean; part: DayPart | undefined }>;

/** A clock in a range, with the part of the day behind it: с 9 утра до 6 вечера. */
function partedClockAt(line: Line, at: number, hours: BareHours): PartedClock | undefined {
  const found = clockAt(line, at, hours);
  const part = found && partAfter(line, found.end, hours);
  return (
    found && {
      end: part?.end ?? found.end,
      value: {
        clock: found.value.clock,
        isPlain: found.value.isPlain || part !== undefined,
        part: part?.value,
      },
    }
  );
}

function fixedBy(clock: Clock, part: DayPart): Clock {
  const minutes = minutesOf(clock, part);
  return { hour: Math.floor(minutes / 60), minute: minutes % 60, form: 'fixed' };
}

/** Without a `from` a dash parts 3-4pm, and a word parts two whole times: 2pm to 4pm. Of `9:00 and 21:00` each is one. */
function isRangeAlone(line: Line, from: PartedClock, to: PartedClock): boolean {
  const word = wordAt(line, from.end);
  if (word === 'and') return false;
  return dashes.has(word)
    ? from.value.isPlain || to.value.isPlain
    : from.value.isPlain && to.value.isPlain;
}

function skippedLead(line: Line, at: number): number {
  return ['в', 'at'].includes(wordAt(line, at)) ? at + 1 : at;
}

/** Where the second time of a range begins. */
function partedAt(line: Line, at: number, isLed: boolean): number | undefined {
  const isParted = dashes.has(wordAt(line, at)) || (isLed && rangeParts.has(wordAt(line, at)));
  return isParted ? at + 1 : undefined;
}
