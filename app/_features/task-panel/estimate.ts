const units: Record<string, number> = {
  d: 1440,
  day: 1440,
  days: 1440,
  д: 1440,
  дн: 1440,
  день: 1440,
  дня: 1440,
  дней: 1440,
  h: 60,
  hr: 60,
  hrs: 60,
  hour: 60,
  hours: 60,
  ч: 60,
  час: 60,
  часа: 60,
  часов: 60,
  m: 1,
  min: 1,
  mins: 1,
  minute: 1,
  minutes: 1,
  м: 1,
  мин: 1,
  минута: 1,
  минуты: 1,
  минут: 1,
};
const most = 60 * 24 * 365;
const part = /(\d+(?:[.,]\d+)?)\s*(\p{L}*)\.?/gu;

/**
 * Minutes from what a person types: `30`, `1:30`, `1h 30m`, `1,5 ч`, `2 days`. A bare number is minutes; after
 * hours too. @returns null for an empty text, undefined where it is no duration of 1 minute to a year
 */
export function parseEstimate(text: string): number | null | undefined {
  const typed = text.trim().toLowerCase();
  if (typed === '') return null;
  const clock = /^(\d{1,4}):([0-5]\d)$/.exec(typed);
  const minutes = clock ? Number(clock[1]) * 60 + Number(clock[2]) : sumOf(typed);
  if (minutes === undefined) return undefined;
  const whole = Math.round(minutes);
  return whole >= 1 && whole <= most ? whole : undefined;
}

function sumOf(typed: string): number | undefined {
  if (typed.replace(part, '').trim() !== '') return undefined;
  let sum = 0;
  for (const [, figure = '', name = ''] of typed.matchAll(part)) {
    const unit = name === '' ? 1 : units[name];
    if (unit === undefined) return undefined;
    sum += Number(figure.replace(',', '.')) * unit;
  }
  return sum;
}
