import { expect, test } from 'vitest';
import { locales } from '../enums.ts';
import { everything } from './ast.ts';
import type { Filter } from './ast.ts';
import { parseFilter } from './parse-filter.ts';
import { plural, sayDuration } from '../russian-numbers.ts';
import { sayFilter } from './say-filter.ts';
import { rowsOf } from '../testing/rows-of.ts';

/** A filter, its sentence in English and in Russian. Each was read for its grammar. */
const sentences = rowsOf(`
  today → due today → на сегодня
  !today → not due today → не на сегодня
  tomorrow → due tomorrow → на завтра
  yesterday → due yesterday → на вчера
  overdue → overdue → просрочено
  !overdue → not overdue → не просрочено
  due:none → without a due day → без срока
  !due:none → with a due day → со сроком
  due:+3d → due in 3 days → со сроком через 3 дня
  due:-1w → due a week ago → со сроком неделю назад
  due:2026-12-01 → due on 1 December 2026 → со сроком 1 декабря 2026 года
  !due:2026-12-01 → not due on 1 December 2026 → срок не 1 декабря 2026 года
  due:2026-12-01..2026-12-31 → due from 1 to 31 December 2026 → со сроком с 1 по 31 декабря 2026 года
  due:2026-11-20..2026-12-05 → due from 20 November to 5 December 2026 → со сроком с 20 ноября по 5 декабря 2026 года
  due:2026-12-20..2027-01-10 → due from 20 December 2026 to 10 January 2027 → со сроком с 20 декабря 2026 года по 10 января 2027 года
  !due:2026-12-01..2026-12-31 → not due from 1 to 31 December 2026 → срок не с 1 по 31 декабря 2026 года
  due:..+1w → due no later than a week from now → со сроком не позже чем через неделю
  due:tomorrow.. → due no earlier than tomorrow → со сроком не раньше завтрашнего дня
  !due:tomorrow.. → due before tomorrow or without a due day → срок раньше завтрашнего дня или без срока
  due:-3d..+21d → due from 3 days ago to 21 days from now → со сроком не раньше чем 3 дня назад и не позже чем через 21 день
  due:..yesterday → due no later than yesterday → со сроком не позже вчерашнего дня
  this-week → due this week → со сроком на этой неделе
  !next-week → not due next week → срок не на следующей неделе
  next-month → due next month → со сроком в следующем месяце
  start:..today → starting no later than today → с началом не позже сегодняшнего дня
  !start:..today → starting after today or without a start day → начало позже сегодняшнего дня или без дня начала
  start:none → without a start day → без дня начала
  start:+1m → starting in a month → с началом через месяц
  created:-7d.. → created no earlier than 7 days ago → создано не раньше чем 7 дней назад
  !created:-7d.. → created earlier than 7 days ago → создано раньше чем 7 дней назад
  created:today → created today → создано сегодня
  created:last-week → created last week → создано на прошлой неделе
  updated:..-1m → changed no later than a month ago → изменено не позже чем месяц назад
  updated:-2y.. → changed no earlier than 2 years ago → изменено не раньше чем 2 года назад
  updated:-5y.. → changed no earlier than 5 years ago → изменено не раньше чем 5 лет назад
  completed:this-month → completed this month → завершено в этом месяце
  completed:none → not completed → не завершено
  !completed:none → completed → завершено
  completed:..-22d → completed no later than 22 days ago → завершено не позже чем 22 дня назад
  !completed:..-22d → completed later than 22 days ago or not completed → завершено позже чем 22 дня назад или не завершено
  status:open → open → открыто
  !status:open → not open → не открыто
  status:done → done → сделано
  status:cancelled → cancelled → отменено
  priority:3 → of urgent priority → со срочным приоритетом
  priority:2 → of medium priority → со средним приоритетом
  priority:1 → of low priority → с низким приоритетом
  !priority:3 → not of urgent priority → не со срочным приоритетом
  priority:none → without a priority → без приоритета
  !priority:none → with a priority → с приоритетом
  priority:2.. → of at least medium priority → приоритет не ниже среднего
  !priority:2.. → below medium priority → приоритет ниже среднего
  priority:..1 → of at most low priority → приоритет не выше низкого
  !priority:..2 → above medium priority → приоритет выше среднего
  priority:1..2 → of low to medium priority → приоритет от низкого до среднего
  priority:0..3 → of any priority or none → с любым приоритетом или без него
  @дом → labelled “дом” → с меткой «дом»
  !@дом → not labelled “дом” → без метки «дом»
  label:none → without labels → без меток
  !label:none → with a label → хотя бы с одной меткой
  #Работа → in project “Работа” → в проекте «Работа»
  !#Работа → not in project “Работа” → не в проекте «Работа»
  #Работа/* → in any section of project “Работа” → в любом разделе проекта «Работа»
  !#Работа/* → not in any section of project “Работа” → вне разделов проекта «Работа»
  #Работа/"To do" → in section “To do” of project “Работа” → в разделе «To do» проекта «Работа»
  !#Работа/"To do" → not in section “To do” of project “Работа” → не в разделе «To do» проекта «Работа»
  assignee:me → assigned to me → назначено мне
  !assignee:me → not assigned to me → назначено не мне
  assignee:none → assigned to nobody → никому не назначено
  !assignee:none → assigned to somebody → назначено кому-нибудь
  assignee:"Анна Петрова" → assigned to Анна Петрова → исполнитель — Анна Петрова
  !assignee:Анна → not assigned to Анна → исполнитель не Анна
  author:me → created by me → создано мной
  !author:me → not created by me → создано не мной
  author:Анна → created by Анна → автор — Анна
  !author:Анна → not created by Анна → автор не Анна
  "free text" → containing “free text” → содержит «free text»
  !"free text" → not containing “free text” → не содержит «free text»
  repeat:yes → repeating → повторяется
  repeat:no → not repeating → не повторяется
  !repeat:yes → not repeating → не повторяется
  blocked:yes → blocked → заблокировано
  !blocked:yes → not blocked → не заблокировано
  has:notes → with notes → с заметками
  !has:notes → without notes → без заметок
  has:subtasks → with subtasks → с подзадачами
  !has:subtasks → without subtasks → без подзадач
  has:comments → with comments → с комментариями
  !has:comments → without comments → без комментариев
  has:attachments → with attachments → с вложениями
  !has:attachments → without attachments → без вложений
  estimate:30m → estimated at 30 minutes → с оценкой в 30 минут
  estimate:1m → estimated at 1 minute → с оценкой в 1 минуту
  estimate:1h → estimated at 1 hour → с оценкой в 1 час
  estimate:21m → estimated at 21 minutes → с оценкой в 21 минуту
  estimate:2h30m → estimated at 2 hours 30 minutes → с оценкой в 2 часа 30 минут
  !estimate:1m → not estimated at 1 minute → оценка не 1 минута
  estimate:30m..2h → estimated at 30 minutes to 2 hours → с оценкой от 30 минут до 2 часов
  !estimate:30m..2h → not estimated at 30 minutes to 2 hours → оценка не от 30 минут до 2 часов
  estimate:1h.. → estimated at no less than 1 hour → с оценкой не меньше 1 часа
  !estimate:1h.. → estimated at less than 1 hour or without an estimate → оценка меньше 1 часа или без оценки
  estimate:..1m → estimated at no more than 1 minute → с оценкой не больше 1 минуты
  !estimate:..21m → estimated at more than 21 minutes or without an estimate → оценка больше 21 минуты или без оценки
  estimate:none → without an estimate → без оценки
  !estimate:none → with an estimate → с оценкой
  is:subtask → a subtask → подзадача
  !is:subtask → not a subtask → не подзадача
  key:HOME-12 → with key HOME-12 → с ключом HOME-12
  !key:HOME-12 → other than HOME-12 → кроме HOME-12
  (overdue | today) & @дом & assignee:me → overdue or due today, labelled “дом”, assigned to me → просрочено или на сегодня, с меткой «дом», назначено мне
  today | overdue & @дом → either due today; or overdue, labelled “дом” → либо на сегодня; либо просрочено, с меткой «дом»
  today | overdue → due today or overdue → на сегодня или просрочено
  today | overdue | tomorrow & #Работа → either due today; or overdue; or due tomorrow, in project “Работа” → либо на сегодня; либо просрочено; либо на завтра, в проекте «Работа»
  @дом & !@работа → labelled “дом”, not labelled “работа” → с меткой «дом», без метки «работа»
  !(today | overdue) → not (due today or overdue) → не (на сегодня или просрочено)
  !(today & @дом) → not (due today, labelled “дом”) → не (на сегодня, с меткой «дом»)
  today & (tomorrow | overdue & @дом) → due today, due tomorrow or (overdue, labelled “дом”) → на сегодня, на завтра или (просрочено, с меткой «дом»)
  (@дом | @работа) & priority:2.. & !repeat:yes → labelled “дом” or labelled “работа”, of at least medium priority, not repeating → с меткой «дом» или с меткой «работа», приоритет не ниже среднего, не повторяется
  !(today | overdue & @дом) & assignee:me → not (due today or (overdue, labelled “дом”)), assigned to me → не (на сегодня или (просрочено, с меткой «дом»)), назначено мне
  today | !(overdue & @дом) → either due today; or not (overdue, labelled “дом”) → либо на сегодня; либо не (просрочено, с меткой «дом»)
`);

function filterOf(text: string): Filter {
  const read = parseFilter(text);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.filter;
}

test.each(sentences)('%s: %s', (text, english, russian) => {
  const said = locales.map((locale) => sayFilter(filterOf(text), locale));
  expect(said).toEqual([english, russian]);
});

test('an empty filter is all tasks', () => {
  expect(locales.map((locale) => sayFilter(everything, locale))).toEqual([
    'all tasks',
    'все задачи',
  ]);
});

test('Russian numbers have the form of their word', () => {
  const forms = ['день', 'дня', 'дней'] as const;
  const few = [2, 3, 4, 22, 34, 102].map((count) => plural(count, forms));
  const one = [1, 21, 101, 1001].map((count) => plural(count, forms));
  const many = [0, 5, 10, 11, 12, 13, 14, 19, 20, 111, 112, 114].map((count) =>
    plural(count, forms),
  );
  expect(new Set(one)).toEqual(new Set(['день']));
  expect(new Set(few)).toEqual(new Set(['дня']));
  expect(new Set(many)).toEqual(new Set(['дней']));
  expect(sayDuration(61, 'genitive')).toBe('1 часа 1 минуты');
  expect(sayDuration(122, 'genitive')).toBe('2 часов 2 минут');
  expect(sayDuration(61, 'accusative')).toBe('1 час 1 минуту');
});
