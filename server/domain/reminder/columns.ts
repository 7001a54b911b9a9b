import type { ReminderWhen } from './firing.ts';

/** A reminder's `when` as a row holds it; `remindAt` is the instant of one that is an instant. */
export type WhenColumns = {
  kind: ReminderWhen['kind'];
  remindAt: string | null;
  localDay: string | null;
  localTime: string | null;
  timeZone: string | null;
  minutesBefore: number | null;
};

const none = { localDay: null, localTime: null, timeZone: null, minutesBefore: null };

/** The row's part of a `when`, but for `remindAt`, which is derived. */
export function columnsOf(when: ReminderWhen): Omit<WhenColumns, 'remindAt'> {
  const { kind } = when;
  switch (kind) {
    case 'instant':
      return { ...none, kind };
    case 'local':
      return { ...none, kind, localDay: when.day, localTime: when.time, timeZone: when.timeZone };
    case 'relative':
      return { ...none, kind, localTime: when.time, minutesBefore: when.minutesBefore };
  }
}

/** The `when` of a row. Postgres sees to it that what its kind needs is there. */
export function whenOf(row: WhenColumns): ReminderWhen {
  const { kind, remindAt, localDay, localTime, timeZone, minutesBefore } = row;
  switch (kind) {
    case 'instant':
      return { kind, at: remindAt ?? '' };
    case 'local':
      return { kind, day: localDay ?? '', time: localTime ?? '', timeZone };
    case 'relative':
      return { kind, minutesBefore: minutesBefore ?? 0, time: localTime ?? '' };
  }
}
