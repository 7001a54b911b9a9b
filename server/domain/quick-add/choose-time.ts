import type { DayPart } from './lexicon/day-parts.ts';
import { timesOfParts } from './lexicon/day-parts.ts';
import type { Candidate, Reading } from './readings.ts';
import { isOfPart, minutesOf, resolveClocks } from './resolve-time.ts';

/** A time as minutes of the day, how long it lasts where it is a range, and the candidates that say so. */
export type ChosenTime = { minutes: number; length?: number; candidates: readonly Candidate[] };

type ClockReading = Extract<Reading, { kind: 'clock' }>;

/** The last candidate of a kind, with its reading. */
export function lastOf<Kind extends Reading['kind']>(
  candidates: readonly Candidate[],
  kind: Kind,
): (Candidate & { reading: Extract<Reading, { kind: Kind }> }) | undefined {
  return candidates.findLast(
    (one): one is Candidate & { reading: Extract<Reading, { kind: Kind }> } =>
      one.reading.kind === kind,
  );
}

/**
 * The time that counts: the last clock, read by the part of the day that the line names too; else that part.
 * @param named a part that a day (tonight) or a repeat (every morning) brings along
 */
export function chooseTime(
  candidates: readonly Candidate[],
  named: DayPart | undefined,
): ChosenTime | undefined {
  const clock = lastOf(candidates, 'clock');
  const part = lastOf(
    candidates.filter(({ reading }) => reading.kind !== 'part' || !reading.isToday),
    'part',
  );
  const ofDay = part?.reading.part ?? named;
  if (!clock) return ofDay && { minutes: timesOfParts[ofDay], candidates: part ? [part] : [] };
  const isOne = ofDay !== undefined && !clock.reading.part && isOfPart(clock.reading.clock, ofDay);
  if (part && !isOne && part.from > clock.from)
    return { minutes: timesOfParts[part.reading.part], candidates: [part] };
  return {
    ...readClock(clock.reading, isOne ? ofDay : undefined),
    candidates: part && isOne ? [part, clock] : [clock],
  };
}

function readClock({ clock, to, part }: ClockReading, named: DayPart | undefined) {
  const ofDay = part ?? named;
  if (!to) return { minutes: minutesOf(clock, ofDay) };
  const { start, length } = resolveClocks(clock, to, ofDay);
  return { minutes: start, length };
}
