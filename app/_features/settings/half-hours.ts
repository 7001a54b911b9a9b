const all = Array.from(
  { length: 48 },
  (_, at) => `${String(Math.floor(at / 2)).padStart(2, '0')}:${at % 2 === 0 ? '00' : '30'}`,
);

/** The half hours of a day as `HH:MM`, from midnight to `last`. */
export const halfHours = (last = '23:30'): string[] => all.filter((time) => time <= last);
