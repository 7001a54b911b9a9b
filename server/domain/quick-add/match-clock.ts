import { cardinals, ordinals } from './lexicon/numbers.ts';
import { halfWords, hourWords } from './lexicon/times.ts';
import type { BareHours } from './lexicon/times.ts';
import { units } from './lexicon/units.ts';
import { gluedAt, numberAt, phraseAt, wordAt } from './line.ts';
import type { Line, Match } from './line.ts';
import { cardinalAt } from './match-number.ts';
import type { Clock } from './readings.ts';

/** A clock, and whether it is one by its form alone: with minutes, am or pm, o'clock, часов. */
export type ClockMatch = Match<{ clock: Clock; isPlain: boolean }>;

/** A time on a clock: 17:00, 5pm, 9.30am, 17-00, five, half past 5, без четверти шесть. */
export function clockAt(line: Line, at: number, hours: BareHours): ClockMatch | undefined {
  return (
    pastOrToAt(line, at, hours) ??
    russianHalfAt(line, at) ??
    figureClockAt(line, at, hours) ??
    wordHourAt(line, at, hours)
  );
}

function figureClockAt(line: Line, at: number, hours: BareHours): ClockMatch | undefined {
  const hour = numberAt(line, at);
  if (hour === undefined || hour > 24) return undefined;
  const minutes = minutesAfter(line, at + 1, hours !== 'none');
  const end = minutes?.end ?? at + 1;
  const meridiem = meridiemAt(line, end);
  if (meridiem) return withMeridiem({ hour, minute: minutes?.value ?? 0 }, meridiem);
  if (minutes && hour < 24 && !minutes.needsMeridiem)
    return plain(minutes.end, { hour, minute: minutes.value, form: 'minutes' });
  if (minutes || hour === 24) return undefined;
  return hourNameAt(line, end, { hour, hours });
}

/** An hour in figures without minutes: 5 o'clock, 17 часов, or after a word that calls for it. */
function hourNameAt(
  line: Line,
  at: number,
  { hour, hours }: { hour: number; hours: BareHours },
): ClockMatch | undefined {
  const clock: Clock = { hour, minute: 0, form: 'bare' };
  const oClock = phraseAt(line, at, ['o', "'", 'clock']) ?? phraseAt(line, at, ['o', '’', 'clock']);
  if (oClock !== undefined) return plain(oClock, clock);
  if (hours !== 'none' && hourWords.has(wordAt(line, at))) return withMinutes(line, at + 1, clock);
  return { end: at, value: { clock, isPlain: false } };
}

/** The minutes behind `часов`: в 20 часов 30 минут, в 20 ч. 30 мин. */
function withMinutes(line: Line, at: number, clock: Clock): ClockMatch {
  const place = gluedAt(line, at) === '.' ? at + 1 : at;
  const minute = numberAt(line, place) ?? 60;
  return minute < 60 && units.get(wordAt(line, place + 1)) === 'minute'
    ? plain(place + 2, { ...clock, minute, form: 'minutes' })
    : plain(at, clock);
}

const plain = (end: number, clock: Clock): ClockMatch => ({
  end,
  value: { clock, isPlain: true },
});

/** Minutes behind an hour; with a dot or a hyphen only where am, pm or a word before says that it is a time. */
function minutesAfter(line: Line, at: number, isCalledFor: boolean) {
  const separator = gluedAt(line, at);
  const minutes = gluedAt(line, at + 1).length === 2 ? numberAt(line, at + 1) : undefined;
  if (minutes === undefined || minutes > 59) return undefined;
  if (separator === ':') return { end: at + 2, value: minutes, needsMeridiem: false };
  if (separator === '.') return { end: at + 2, value: minutes, needsMeridiem: !isCalledFor };
  const isTime = separator === '-' && isCalledFor && !meridiemAt(line, at + 2);
  return isTime ? { end: at + 2, value: minutes, needsMeridiem: false } : undefined;
}

type Meridiem = Match<'a' | 'p'>;

function meridiemAt(line: Line, at: number): Meridiem | undefined {
  const word = wordAt(line, at);
  if (word === 'am' || word === 'pm') return { end: at + 1, value: word === 'am' ? 'a' : 'p' };
  const isLetters =
    (word === 'a' || word === 'p') &&
    gluedAt(line, at + 1) === '.' &&
    gluedAt(line, at + 2) === 'm';
  if (!isLetters) return undefined;
  return { end: gluedAt(line, at + 3) === '.' ? at + 4 : at + 3, value: word };
}

function withMeridiem(
  { hour, minute }: { hour: number; minute: number },
  { end, value }: Meridiem,
): ClockMatch | undefined {
  if (hour < 1 || hour > 12) return undefined;
  return plain(end, { hour: (hour % 12) + (value === 'p' ? 12 : 0), minute, form: 'fixed' });
}

/** An hour in words, or `час`, after a word that calls for it. */
function wordHourAt(line: Line, at: number, hours: BareHours): ClockMatch | undefined {
  const word = wordAt(line, at);
  if (hours === 'none') return undefined;
  if (word === 'час' || word === 'часу' || word === 'часа')
    return { end: at + 1, value: { clock: { hour: 1, minute: 0, form: 'bare' }, isPlain: false } };
  const hour = cardinals.get(word);
  if (hour === undefined || hour > 12 || notHours.has(word)) return undefined;
  return hourNameAt(line, at + 1, { hour, hours });
}

/** Cardinals that are articles or pairs rather than hours. */
const notHours = new Set('a an один одну одного одной одному пару пара две'.split(' '));

/** Half past 5, quarter to 6, ten past 4; без четверти шесть, без пяти шесть. */
function pastOrToAt(line: Line, at: number, hours: BareHours): ClockMatch | undefined {
  if (wordAt(line, at) === 'без') return withoutAt(line, at);
  const named = { half: 30, quarter: 15 }[wordAt(line, at)];
  const start = wordAt(line, at) === 'a' && wordAt(line, at + 1) === 'quarter' ? at + 1 : at;
  const counted =
    named === undefined && start === at && hours === 'any' ? cardinalAt(line, at) : undefined;
  const minutes = start > at ? 15 : (named ?? counted?.value);
  if (minutes === undefined || minutes > 30) return undefined;
  const place = counted?.end ?? start + 1;
  const word = wordAt(line, place);
  if (word !== 'past' && word !== 'to') return undefined;
  const hour = cardinalAt(line, place + 1);
  return hour && hourWith(hour, word === 'past' ? minutes : -minutes, line);
}

function hourWith(hour: Match<number>, minute: number, line: Line): ClockMatch | undefined {
  if (hour.value < 1 || hour.value > 12) return undefined;
  const meridiem = meridiemAt(line, hour.end);
  if (meridiem) return withMeridiem({ hour: hour.value, minute }, meridiem);
  return plain(hour.end, { hour: hour.value, minute, form: 'bare' });
}

function withoutAt(line: Line, at: number): ClockMatch | undefined {
  if (wordAt(line, at + 1) === 'четверти') return withoutMinutes(line, at + 2, 15);
  const whole = cardinalAt(line, at + 1);
  const tens = cardinals.get(wordAt(line, at + 1));
  return (
    (whole && withoutMinutes(line, whole.end, whole.value)) ??
    (tens === undefined ? undefined : withoutMinutes(line, at + 2, tens))
  );
}

function withoutMinutes(line: Line, at: number, minutes: number): ClockMatch | undefined {
  const place = wordAt(line, at) === 'минут' ? at + 1 : at;
  const isOne = wordAt(line, place) === 'час';
  const hour = isOne ? { end: place + 1, value: 1 } : cardinalAt(line, place);
  return hour && minutes <= 30 ? hourWith(hour, -minutes, line) : undefined;
}

/** В половине шестого, полшестого, пол шестого: half an hour before the hour that is named. */
function russianHalfAt(line: Line, at: number): ClockMatch | undefined {
  const word = wordAt(line, at);
  const isApart = halfWords.has(word) || word === 'пол';
  const name = isApart ? wordAt(line, at + 1) : word.startsWith('пол') ? word.slice(3) : '';
  const hour = name.endsWith('го') || name.endsWith('й') ? ordinals.get(name) : undefined;
  return hour === undefined || hour > 12
    ? undefined
    : plain(isApart ? at + 2 : at + 1, { hour, minute: -30, form: 'bare' });
}
