/** One line of the doctor: what was looked at, and what to do about it if it is not well. */
export type Check = { name: string; status: 'ok' | 'warn' | 'fail'; message: string };

export function ok(name: string, message: string): Check {
  return { name, status: 'ok', message };
}

export function warn(name: string, message: string): Check {
  return { name, status: 'warn', message };
}

export function fail(name: string, message: string): Check {
  return { name, status: 'fail', message };
}

/** Bytes for a person, in powers of 1000: `1.5 GB`. */
export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}
