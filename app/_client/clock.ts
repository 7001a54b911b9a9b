/** The page's only clock: this device's time, set right by what the server said. */
let offset = 0;

/** Milliseconds since 1970 as the server counts them. */
export function now(): number {
  return Date.now() + offset;
}

/** This device's own time, which all tabs of a browser share however long ago each asked the server. */
export const deviceNow = (): number => Date.now();

/** The present instant as ISO text. */
export function nowIso(): string {
  return new Date(now()).toISOString();
}

/** Sets the clock by the server's instant (ISO). */
export function setClock(serverNow: string): void {
  offset = Date.parse(serverNow) - Date.now();
}

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The calendar day (`YYYY-MM-DD`) of an instant for a person whose days begin at `dayStart`.
 * @param at milliseconds since 1970
 */
export function dayOf(at: number, person: { timeZone: string; dayStart: string }): string {
  let format = formats.get(person.timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: person.timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(person.timeZone, format);
  }
  const parts = Object.fromEntries(
    format.formatToParts(at).map(({ type, value }) => [type, value]),
  );
  const day = `${parts['year']}-${parts['month']}-${parts['day']}`;
  return `${parts['hour']}:${parts['minute']}` < person.dayStart ? addDays(day, -1) : day;
}

/** The calendar day so many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whole days from one calendar day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
