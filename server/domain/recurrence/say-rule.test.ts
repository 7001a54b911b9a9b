import { expect, test } from 'vitest';
import { locales } from '../enums.ts';
import { rowsOf } from '../testing/rows-of.ts';
import { sayRepeat } from './say-rule.ts';

/** A Thursday. */
const start = '2026-11-26';

/** A rule (`!` where it counts from completion), its sentence in English and in Russian. Each was read for its grammar. */
const sentences = rowsOf(`
  FREQ=DAILY → every day → каждый день
  FREQ=DAILY;INTERVAL=2 → every 2 days → каждые 2 дня
  FREQ=DAILY;INTERVAL=5 → every 5 days → каждые 5 дней
  FREQ=DAILY;INTERVAL=11 → every 11 days → каждые 11 дней
  FREQ=DAILY;INTERVAL=21 → every 21 days → раз в 21 день
  FREQ=DAILY;INTERVAL=22 → every 22 days → каждые 22 дня
  FREQ=DAILY;INTERVAL=111 → every 111 days → каждые 111 дней
  FREQ=DAILY;COUNT=10 → every day, 10 times → каждый день, 10 раз
  FREQ=DAILY;COUNT=1 → every day, 1 time → каждый день, 1 раз
  FREQ=DAILY;INTERVAL=2;COUNT=3 → every 2 days, 3 times → каждые 2 дня, 3 раза
  FREQ=DAILY;COUNT=22 → every day, 22 times → каждый день, 22 раза
  FREQ=DAILY;UNTIL=20270501 → every day until 1 May 2027 → каждый день до 1 мая 2027 года
  FREQ=DAILY;UNTIL=20261231T235959 → every day until 31 Dec 2026 → каждый день до 31 декабря 2026 года
  FREQ=DAILY! → every day after it is done → каждый день после выполнения
  FREQ=DAILY;INTERVAL=3! → every 3 days after it is done → каждые 3 дня после выполнения
  FREQ=DAILY;INTERVAL=3;COUNT=4! → every 3 days after it is done, 4 times → каждые 3 дня после выполнения, 4 раза
  FREQ=DAILY;INTERVAL=31! → every 31 days after it is done → раз в 31 день после выполнения
  FREQ=WEEKLY → every Thursday → каждый четверг
  FREQ=WEEKLY! → every week after it is done → каждую неделю после выполнения
  FREQ=WEEKLY;INTERVAL=2! → every 2 weeks after it is done → каждые 2 недели после выполнения
  FREQ=WEEKLY;INTERVAL=21! → every 21 weeks after it is done → раз в 21 неделю после выполнения
  FREQ=WEEKLY;INTERVAL=2;UNTIL=20270501! → every 2 weeks after it is done until 1 May 2027 → каждые 2 недели после выполнения до 1 мая 2027 года
  FREQ=WEEKLY;BYDAY=MO → every Monday → каждый понедельник
  FREQ=WEEKLY;BYDAY=TU → every Tuesday → каждый вторник
  FREQ=WEEKLY;BYDAY=WE → every Wednesday → каждую среду
  FREQ=WEEKLY;BYDAY=FR → every Friday → каждую пятницу
  FREQ=WEEKLY;BYDAY=SA → every Saturday → каждую субботу
  FREQ=WEEKLY;BYDAY=SU → every Sunday → каждое воскресенье
  FREQ=WEEKLY;BYDAY=WE! → every Wednesday after it is done → каждую среду после выполнения
  FREQ=WEEKLY;BYDAY=TU,TH → every Tue and Thu → по вт и чт
  FREQ=WEEKLY;BYDAY=FR,MO,WE → every Mon, Wed and Fri → по пн, ср и пт
  FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR → every weekday → по будням
  FREQ=WEEKLY;COUNT=5;BYDAY=MO,TU,WE,TH,FR → every weekday, 5 times → по будням, 5 раз
  FREQ=WEEKLY;BYDAY=SA,SU → on weekends → по выходным
  FREQ=WEEKLY;UNTIL=20270131;BYDAY=SA,SU → on weekends until 31 Jan 2027 → по выходным до 31 января 2027 года
  FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU → every day → каждый день
  FREQ=WEEKLY;INTERVAL=2 → every 2 weeks on Thursday → каждые 2 недели по четвергам
  FREQ=WEEKLY;INTERVAL=2;BYDAY=SU → every 2 weeks on Sunday → каждые 2 недели по воскресеньям
  FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH → every 2 weeks on Mon and Thu → каждые 2 недели по пн и чт
  FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=MO,TH → every 2 weeks on Mon and Thu → каждые 2 недели по пн и чт
  FREQ=WEEKLY;INTERVAL=21;BYDAY=SA → every 21 weeks on Saturday → раз в 21 неделю по субботам
  FREQ=WEEKLY;INTERVAL=5;BYDAY=MO,TU,WE,TH,FR → every 5 weeks on weekdays → каждые 5 недель по будням
  FREQ=WEEKLY;INTERVAL=3;BYDAY=SA,SU → every 3 weeks on weekends → каждые 3 недели по выходным
  FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR,SA,SU → every 2 weeks on Mon, Tue, Wed, Thu, Fri, Sat and Sun → каждые 2 недели по пн, вт, ср, чт, пт, сб и вс
  FREQ=MONTHLY → every month on the 26th → каждый месяц 26-го числа
  FREQ=MONTHLY! → every month after it is done → каждый месяц после выполнения
  FREQ=MONTHLY;INTERVAL=6! → every 6 months after it is done → каждые 6 месяцев после выполнения
  FREQ=MONTHLY;INTERVAL=2 → every 2 months on the 26th → каждые 2 месяца 26-го числа
  FREQ=MONTHLY;BYMONTHDAY=1 → every month on the 1st → каждый месяц 1-го числа
  FREQ=MONTHLY;BYMONTHDAY=31 → every month on the 31st → каждый месяц 31-го числа
  FREQ=MONTHLY;COUNT=7;BYMONTHDAY=12 → every month on the 12th, 7 times → каждый месяц 12-го числа, 7 раз
  FREQ=MONTHLY;BYMONTHDAY=1,15 → every month on the 1st and 15th → каждый месяц 1-го и 15-го числа
  FREQ=MONTHLY;COUNT=22;BYMONTHDAY=2,13,23 → every month on the 2nd, 13th and 23rd, 22 times → каждый месяц 2-го, 13-го и 23-го числа, 22 раза
  FREQ=MONTHLY;BYMONTHDAY=-1 → every month on the last day → каждый месяц в последний день
  FREQ=MONTHLY;BYMONTHDAY=-2 → every month on the second-to-last day → каждый месяц в предпоследний день
  FREQ=MONTHLY;BYMONTHDAY=15,-1 → every month on the 15th and the last day → каждый месяц 15-го числа и в последний день
  FREQ=MONTHLY;BYMONTHDAY=1,15,-1 → every month on the 1st, 15th and the last day → каждый месяц 1-го и 15-го числа и в последний день
  FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1 → every 3 months on the last day → каждые 3 месяца в последний день
  FREQ=MONTHLY;BYMONTHDAY=5! → every month on the 5th after it is done → каждый месяц 5-го числа после выполнения
  FREQ=MONTHLY;BYDAY=3FR → every 3rd Friday of the month → каждую 3-ю пятницу месяца
  FREQ=MONTHLY;BYDAY=2TU → every 2nd Tuesday of the month → каждый 2-й вторник месяца
  FREQ=MONTHLY;BYDAY=1SU → every 1st Sunday of the month → каждое 1-е воскресенье месяца
  FREQ=MONTHLY;BYDAY=-1FR → every last Friday of the month → каждую последнюю пятницу месяца
  FREQ=MONTHLY;BYDAY=-1SU → every last Sunday of the month → каждое последнее воскресенье месяца
  FREQ=MONTHLY;BYDAY=-2TH → every second-to-last Thursday of the month → каждый предпоследний четверг месяца
  FREQ=MONTHLY;BYDAY=1TH,3TH → every 1st and 3rd Thursday of the month → каждый 1-й и 3-й четверг месяца
  FREQ=MONTHLY;BYDAY=1MO,-1FR → every month on the 1st Monday and the last Friday → каждый месяц в 1-й понедельник и последнюю пятницу
  FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU → every 2 months on the 2nd Tuesday → каждые 2 месяца во 2-й вторник
  FREQ=MONTHLY;INTERVAL=2;UNTIL=20280229;BYDAY=1WE,3WE → every 2 months on the 1st and 3rd Wednesday until 29 Feb 2028 → каждые 2 месяца в 1-ю и 3-ю среду до 29 февраля 2028 года
  FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1 → every last Friday of the month → каждую последнюю пятницу месяца
  FREQ=YEARLY → every year on 26 Nov → каждый год 26 ноября
  FREQ=YEARLY! → every year after it is done → каждый год после выполнения
  FREQ=YEARLY;INTERVAL=5! → every 5 years after it is done → каждые 5 лет после выполнения
  FREQ=YEARLY;INTERVAL=2 → every 2 years on 26 Nov → каждые 2 года 26 ноября
  FREQ=YEARLY;INTERVAL=21;BYMONTH=5;BYMONTHDAY=5 → every 21 years on 5 May → раз в 21 год 5 мая
  FREQ=YEARLY;COUNT=2000;BYMONTH=9;BYMONTHDAY=1 → every year on 1 Sep, 2000 times → каждый год 1 сентября, 2000 раз
  FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29 → every 4 years on 29 Feb → каждые 4 года 29 февраля
  FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1 → every year on 1 Jan and 1 Jul → каждый год 1 января и 1 июля
  FREQ=YEARLY;BYMONTH=2,3;BYMONTHDAY=31 → every year on 31 Mar → каждый год 31 марта
  FREQ=YEARLY;BYMONTH=1,7 → every year on 26 Jan and 26 Jul → каждый год 26 января и 26 июля
  FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1 → every year on the last day of February → каждый год в последний день февраля
  FREQ=YEARLY;BYMONTH=11;BYDAY=4TH → every year on the 4th Thursday of November → каждый год в 4-й четверг ноября
  FREQ=YEARLY;BYMONTH=5,9;BYDAY=2SU → every year on the 2nd Sunday of May and September → каждый год во 2-е воскресенье мая и сентября
  FREQ=MONTHLY;BYMONTH=5;BYMONTHDAY=5 → every year on 5 May → каждый год 5 мая
  FREQ=DAILY;BYDAY=MO,TH → every Mon and Thu → по пн и чт
  FREQ=YEARLY;BYMONTHDAY=10 → every month on the 10th → каждый месяц 10-го числа
`);

/** What no plain sentence tells: how often, and that there is more to it. */
const special = rowsOf(`
  FREQ=DAILY;BYMONTH=1 → every day → каждый день
  FREQ=DAILY;INTERVAL=2;BYDAY=MO → every 2 days → каждые 2 дня
  FREQ=WEEKLY;BYMONTH=1;BYDAY=MO → every week → каждую неделю
  FREQ=MONTHLY;INTERVAL=2;BYDAY=MO → every 2 months → каждые 2 месяца
  FREQ=MONTHLY;BYDAY=MO,2FR → every month → каждый месяц
  FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13 → every month → каждый месяц
  FREQ=MONTHLY;BYMONTHDAY=-3 → every month → каждый месяц
  FREQ=MONTHLY;BYMONTHDAY=1,2,3,4,5,6,7,8 → every month → каждый месяц
  FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1 → every month → каждый месяц
  FREQ=MONTHLY;COUNT=3;BYDAY=MO,TU;BYSETPOS=1 → every month, 3 times → каждый месяц, 3 раза
  FREQ=YEARLY;BYWEEKNO=20 → every year → каждый год
  FREQ=YEARLY;BYYEARDAY=100 → every year → каждый год
  FREQ=YEARLY;BYDAY=20MO → every year → каждый год
  FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 → every year → каждый год
  FREQ=YEARLY;UNTIL=20300101;BYWEEKNO=20 → every year until 1 Jan 2030 → каждый год до 1 января 2030 года
  FREQ=YEARLY;BYMONTH=5! → every year after it is done → каждый год после выполнения
  FREQ=HOURLY;BYMINUTE=0,30 → every hour → каждый час
  FREQ=MINUTELY;INTERVAL=21;BYHOUR=9 → every 21 minutes → раз в 21 минуту
`);

/** Rules that no task has. */
const belowDay = rowsOf(`
  FREQ=HOURLY;INTERVAL=6 → every 6 hours → каждые 6 часов
  FREQ=SECONDLY;INTERVAL=30 → every 30 seconds → каждые 30 секунд
  FREQ=DAILY;UNTIL=20270501T090000Z → every day until 1 May 2027 (UTC) → каждый день до 1 мая 2027 года (UTC)
`);

function saidOf(rule: string): string[] {
  const isCompletion = rule.endsWith('!');
  const rrule = rule.replace('!', '');
  const anchor = isCompletion ? 'completion' : 'schedule';
  return locales.map((locale) => sayRepeat({ rrule, anchor, start }, locale));
}

test.each([...sentences, ...belowDay])('%s: %s', (rule, english, russian) => {
  expect(saidOf(rule)).toEqual([english, russian]);
});

test.each(special)('%s has more to it than %s', (rule, english, russian) => {
  expect(saidOf(rule)).toEqual([`${english}, by a special rule`, `${russian}, по особому правилу`]);
});

test('what the rule leaves out is taken from the start', () => {
  const said = (rrule: string, day: string) =>
    sayRepeat({ rrule, anchor: 'schedule', start: day }, 'en');
  expect(said('FREQ=WEEKLY', '2026-11-29')).toBe('every Sunday');
  expect(said('FREQ=MONTHLY', '2026-12-31')).toBe('every month on the 31st');
  expect(said('FREQ=YEARLY', '2028-02-29')).toBe('every year on 29 Feb');
  expect(said('FREQ=MONTHLY', '2026-12-31T23:30')).toBe('every month on the 31st');
});

test('a rule or a start that is none is refused', () => {
  const say = (rrule: string, day: string) => () =>
    sayRepeat({ rrule, anchor: 'schedule', start: day }, 'en');
  expect(say('FREQ=SOMETIMES', start)).toThrow(RangeError);
  expect(say('FREQ=WEEKLY', '2026-02-30')).toThrow(RangeError);
});
