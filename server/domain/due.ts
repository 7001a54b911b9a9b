import { Temporal } from 'temporal-polyfill';

/** A due as it is stored: a day; a day and time, floating or in a zone. `dueAt` is derived. */
export type Due = {
  dueOn: string | null;
  dueTime: string | null;
  timeZone: string | null;
  dueAt: string | null;
};

/** The fields of a due that a caller may send; undefined means "not sent". */
export type DueInput = {
  dueOn?: string | null | undefined;
  dueTime?: string | null | undefined;
  dueAt?: string | null | undefined;
  timeZone?: string | null | undefined;
};

export type DueProblem = { field: keyof Due; message: string };

export const noDue: Due = { dueOn: null, dueTime: null, timeZone: null, dueAt: null };

/**
 * The due after an update that names only some of its fields.
 * `dueOn: null` clears all of it, and so does `dueAt: null` where nothing else is named.
 * `dueAt` needs a zone and sets day and time there.
 * @returns the due, or what is wrong with which field
 */
export function applyDue(current: Due, input: DueInput): Due | DueProblem {
  if (input.dueOn === null || isInstantAloneCleared(input)) return clearDue(input);
  if (input.dueAt != null) return dueFromInstant(current, input, input.dueAt);
  const dueOn = input.dueOn ?? current.dueOn;
  const dueTime = input.dueTime === undefined ? current.dueTime : input.dueTime;
  const timeZone =
    dueTime === null ? null : input.timeZone === undefined ? current.timeZone : input.timeZone;
  if (dueOn === null) {
    if (input.dueTime != null) return { field: 'dueOn', message: 'a time needs a day' };
    if (input.timeZone != null) return { field: 'dueOn', message: 'a zone needs a day and a time' };
    return noDue;
  }
  if (dueTime === null && input.timeZone != null)
    return { field: 'dueTime', message: 'a zone needs a time' };
  if (dueTime === null || timeZone === null) return { dueOn, dueTime, timeZone: null, dueAt: null };
  return { dueOn, dueTime, timeZone, dueAt: instantIn(dueOn, dueTime, timeZone) };
}

/**
 * The due of a task that repeats after an update: it has a day, and a zone with or without a time.
 * @param zone the zone where none is there and none is sent
 * @returns the due, or what is wrong with which field
 */
export function applySeriesDue(current: Due, input: DueInput, zone: string): Due | DueProblem {
  if (input.dueOn === null || isInstantAloneCleared(input))
    return { field: 'dueOn', message: 'a task that repeats has a day; end the repeat first' };
  const timeZone = input.timeZone ?? current.timeZone ?? zone;
  const time = input.dueTime === undefined ? current.dueTime : input.dueTime;
  const isTimed = input.dueAt != null || time !== null;
  const due = applyDue(current, { ...input, timeZone: isTimed ? timeZone : undefined });
  return 'field' in due || due.dueTime !== null ? due : { ...due, timeZone };
}

function isInstantAloneCleared({ dueAt, dueOn, dueTime, timeZone }: DueInput): boolean {
  return dueAt === null && [dueOn, dueTime, timeZone].every((value) => value === undefined);
}

function clearDue(input: DueInput): Due | DueProblem {
  if (input.dueTime != null) return { field: 'dueTime', message: 'a time needs a day' };
  if (input.dueAt != null)
    return { field: 'dueAt', message: 'dueOn is null, so there can be no instant' };
  if (input.timeZone != null)
    return { field: 'timeZone', message: 'a zone needs a day and a time' };
  return noDue;
}

function dueFromInstant(current: Due, input: DueInput, dueAt: string): Due | DueProblem {
  const timeZone = input.timeZone === undefined ? current.timeZone : input.timeZone;
  if (timeZone === null)
    return { field: 'timeZone', message: 'dueAt needs the time zone that it is meant in' };
  const local = Temporal.Instant.from(dueAt).toZonedDateTimeISO(timeZone);
  const dueOn = local.toPlainDate().toString();
  const dueTime = local.toPlainTime().toString({ smallestUnit: 'minute' });
  if (input.dueOn != null && input.dueOn !== dueOn) {
    return {
      field: 'dueOn',
      message: `dueAt falls on ${dueOn} in ${timeZone}, not on ${input.dueOn}`,
    };
  }
  if (input.dueTime !== undefined && input.dueTime !== dueTime) {
    return {
      field: 'dueTime',
      message: `dueAt falls at ${dueTime} in ${timeZone}, not at ${input.dueTime ?? 'no time'}`,
    };
  }
  return { dueOn, dueTime, timeZone, dueAt: instantIn(dueOn, dueTime, timeZone) };
}

/** The instant of a wall-clock time; in a gap the later reading, when doubled the earlier (RFC 5545, 3.3.5). */
export function instantIn(day: string, time: string, timeZone: string): string {
  const zoned = Temporal.PlainDate.from(day).toZonedDateTime({
    timeZone,
    plainTime: Temporal.PlainTime.from(time),
  });
  return zoned.toInstant().toString({ smallestUnit: 'millisecond' });
}

/** The calendar day of an instant in a zone whose days begin at `dayStart` (`HH:MM`). */
export function dayIn(instant: string, timeZone: string, dayStart = '00:00'): string {
  const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
  const early =
    Temporal.PlainTime.compare(zoned.toPlainTime(), Temporal.PlainTime.from(dayStart)) < 0;
  return zoned
    .toPlainDate()
    .subtract({ days: early ? 1 : 0 })
    .toString();
}

/**
 * The day in a zone on which a person does something at an instant: the day before, while the person's own has not
 * begun where they are.
 */
export function dayOfDoing(
  instant: string,
  timeZone: string,
  person: { timeZone: string; dayStart: string },
): string {
  const isEarly =
    dayIn(instant, person.timeZone, person.dayStart) < dayIn(instant, person.timeZone);
  const day = Temporal.PlainDate.from(dayIn(instant, timeZone));
  return day.subtract({ days: isEarly ? 1 : 0 }).toString();
}

/** When the day that `dayIn` tells ends there: the first instant that belongs to another, in ISO 8601. */
export function dayEndsAt(instant: string, timeZone: string, dayStart = '00:00'): string {
  const next = Temporal.PlainDate.from(dayIn(instant, timeZone, dayStart)).add({ days: 1 });
  const starts = next.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(dayStart) });
  return starts.toInstant().toString({ smallestUnit: 'millisecond' });
}
