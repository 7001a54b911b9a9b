import { describe, expect, test } from 'vitest';
import { locales } from '../enums.ts';
import { parseFilter } from './parse-filter.ts';
import { rowsOf } from '../testing/rows-of.ts';
import { writeFilter } from './write-filter.ts';

/** What somebody typed, and how its filter is written in English and in Russian. */
const texts = rowsOf(String.raw`
  today → today → сегодня
  Сегодня → today → сегодня
  due:today → today → сегодня
  срок:сегодня → today → сегодня
  tomorrow → tomorrow → завтра
  завтра → tomorrow → завтра
  due:tomorrow → tomorrow → завтра
  due:yesterday → yesterday → вчера
  вчера → yesterday → вчера
  overdue → overdue → просрочено
  просрочено → overdue → просрочено
  Просрочена → overdue → просрочено
  due:overdue → overdue → просрочено
  срок:просрочено → overdue → просрочено
  due:none → due:none → срок:нет
  срок:нет → due:none → срок:нет
  DUE:NONE → due:none → срок:нет
  !due:none → !due:none → !срок:нет
  !срок:нет → !due:none → !срок:нет
  not due:none → !due:none → !срок:нет
  не срок:нет → !due:none → !срок:нет
  !!today → today → сегодня
  not not !today → !today → !сегодня
  start:..today → start:..today → начало:..сегодня
  начало:..сегодня → start:..today → начало:..сегодня
  start:none → start:none → начало:нет
  completed:none → completed:none → завершено:нет
  завершено:нет → completed:none → завершено:нет
  created:-7d.. → created:-7d.. → создано:-7д..
  создано:-7д.. → created:-7d.. → создано:-7д..
  создана:-7d.. → created:-7d.. → создано:-7д..
  updated:..-1m → updated:..-1m → изменено:..-1м
  изменено:..-1м → updated:..-1m → изменено:..-1м
  completed:last-week → completed:last-week → завершено:прошлая-неделя
  завершено:прошлая-неделя → completed:last-week → завершено:прошлая-неделя
  this-week → this-week → эта-неделя
  эта-неделя → this-week → эта-неделя
  due:next-week → next-week → следующая-неделя
  next-month → next-month → следующий-месяц
  следующий-месяц → next-month → следующий-месяц
  due:last-month → last-month → прошлый-месяц
  due:this-year → this-year → этот-год
  created:this-month → created:this-month → создано:этот-месяц
  due:2026-12-01 → due:2026-12-01 → срок:2026-12-01
  срок:2026-12-01 → due:2026-12-01 → срок:2026-12-01
  due:01.12.2026 → due:2026-12-01 → срок:2026-12-01
  срок:1.12.2026 → due:2026-12-01 → срок:2026-12-01
  due:2026-12-01..2026-12-31 → due:2026-12-01..2026-12-31 → срок:2026-12-01..2026-12-31
  срок:01.12.2026..31.12.2026 → due:2026-12-01..2026-12-31 → срок:2026-12-01..2026-12-31
  due:..+1w → due:..+1w → срок:..+1н
  срок:..+1н → due:..+1w → срок:..+1н
  due:+3d → due:+3d → срок:+3д
  due:3d → due:+3d → срок:+3д
  due:-7d → due:-7d → срок:-7д
  due:0d → today → сегодня
  due:1d → tomorrow → завтра
  due:-1d..+1d → due:yesterday..tomorrow → срок:вчера..завтра
  due:+1w → due:+1w → срок:+1н
  due:+7d → due:+7d → срок:+7д
  due:today..tomorrow → due:today..tomorrow → срок:сегодня..завтра
  срок:сегодня..завтра → due:today..tomorrow → срок:сегодня..завтра
  due:yesterday.. → due:yesterday.. → срок:вчера..
  due:2026-12-01..+2m → due:2026-12-01..+2m → срок:2026-12-01..+2м
  due:-1y..today → due:-1y..today → срок:-1г..сегодня
  due:today..today → today → сегодня
  status:open → status:open → статус:открыто
  статус:открыто → status:open → статус:открыто
  статус:открыта → status:open → статус:открыто
  status:done → status:done → статус:сделано
  статус:сделано → status:done → статус:сделано
  status:cancelled → status:cancelled → статус:отменено
  status:canceled → status:cancelled → статус:отменено
  статус:отменена → status:cancelled → статус:отменено
  priority:3 → priority:3 → приоритет:3
  приоритет:3 → priority:3 → приоритет:3
  priority:urgent → priority:3 → приоритет:3
  приоритет:срочный → priority:3 → приоритет:3
  приоритет:срочно → priority:3 → приоритет:3
  priority:none → priority:none → приоритет:нет
  priority:0 → priority:none → приоритет:нет
  priority:2.. → priority:2.. → приоритет:2..
  priority:medium.. → priority:2.. → приоритет:2..
  приоритет:средний.. → priority:2.. → приоритет:2..
  priority:..1 → priority:..1 → приоритет:..1
  priority:..low → priority:..1 → приоритет:..1
  priority:1..2 → priority:1..2 → приоритет:1..2
  priority:low..medium → priority:1..2 → приоритет:1..2
  priority:0..3 → priority:0..3 → приоритет:0..3
  priority:1..3 → priority:1.. → приоритет:1..
  @home → @home → @home
  @дом → @дом → @дом
  @Дом → @Дом → @Дом
  label:home → @home → @home
  метка:дом → @дом → @дом
  @"long name" → @"long name" → @"long name"
  @«длинное имя» → @"длинное имя" → @"длинное имя"
  @“long name” → @"long name" → @"long name"
  label:"long name" → @"long name" → @"long name"
  label:none → label:none → метка:нет
  метка:нет → label:none → метка:нет
  @none → @"none" → @"none"
  label:"none" → @"none" → @"none"
  @нет → @"нет" → @"нет"
  @"a \"b\" c" → @"a \"b\" c" → @"a \"b\" c"
  @a/b → @"a/b" → @"a/b"
  @c++ → @c++ → @c++
  @v1.2 → @v1.2 → @v1.2
  @"R&D" → @"R&D" → @"R&D"
  @hey! → @"hey!" → @"hey!"
  #work → #work → #work
  #Работа → #Работа → #Работа
  project:work → #work → #work
  проект:Работа → #Работа → #Работа
  #work/* → #work/* → #work/*
  #работа/* → #работа/* → #работа/*
  #work/"To do" → #work/"To do" → #work/"To do"
  #"Big project"/"To do" → #"Big project"/"To do" → #"Big project"/"To do"
  #«Дом и сад»/Покупки → #"Дом и сад"/Покупки → #"Дом и сад"/Покупки
  #"Big project" → #"Big project" → #"Big project"
  #work/"*" → #work/"*" → #work/"*"
  #work/todo → #work/todo → #work/todo
  project:"Big project"/"To do" → #"Big project"/"To do" → #"Big project"/"To do"
  #"a/b" → #"a/b" → #"a/b"
  #"a/b"/c → #"a/b"/c → #"a/b"/c
  assignee:me → assignee:me → исполнитель:я
  исполнитель:я → assignee:me → исполнитель:я
  назначено:мне → assignee:me → исполнитель:я
  assigned:me → assignee:me → исполнитель:я
  assignee:none → assignee:none → исполнитель:нет
  assignee:nobody → assignee:none → исполнитель:нет
  исполнитель:никто → assignee:none → исполнитель:нет
  исполнитель:нет → assignee:none → исполнитель:нет
  assignee:"me" → assignee:"me" → исполнитель:"me"
  assignee:"Ann Smith" → assignee:"Ann Smith" → исполнитель:"Ann Smith"
  исполнитель:«Анна Петрова» → assignee:"Анна Петрова" → исполнитель:"Анна Петрова"
  assignee:ann → assignee:ann → исполнитель:ann
  author:me → author:me → автор:я
  автор:я → author:me → автор:я
  автор:Анна → author:Анна → автор:Анна
  author:"O'Neil" → author:"O'Neil" → автор:"O'Neil"
  "free text" → "free text" → "free text"
  «свободный текст» → "свободный текст" → "свободный текст"
  “curly” → "curly" → "curly"
  „низкие“ → "низкие" → "низкие"
  text:report → "report" → "report"
  текст:отчёт → "отчёт" → "отчёт"
  "100%" → "100%" → "100%"
  "a_b" → "a_b" → "a_b"
  "C:\temp" → "C:\\temp" → "C:\\temp"
  "say \"hi\"" → "say \"hi\"" → "say \"hi\""
  "back\\slash" → "back\\slash" → "back\\slash"
  "(a & b) | !c" → "(a & b) | !c" → "(a & b) | !c"
  "today" → "today" → "today"
  repeat:yes → repeat:yes → повтор:да
  повтор:да → repeat:yes → повтор:да
  repeat:no → repeat:no → повтор:нет
  повтор:нет → repeat:no → повтор:нет
  blocked:yes → blocked:yes → заблокировано:да
  заблокировано:нет → blocked:no → заблокировано:нет
  заблокирована:да → blocked:yes → заблокировано:да
  has:notes → has:notes → есть:заметки
  есть:заметки → has:notes → есть:заметки
  has:subtasks → has:subtasks → есть:подзадачи
  есть:подзадачи → has:subtasks → есть:подзадачи
  has:comments → has:comments → есть:комментарии
  есть:комментарии → has:comments → есть:комментарии
  has:attachments → has:attachments → есть:вложения
  has:files → has:attachments → есть:вложения
  есть:вложения → has:attachments → есть:вложения
  есть:файлы → has:attachments → есть:вложения
  estimate:30m → estimate:30m → оценка:30м
  оценка:30м → estimate:30m → оценка:30м
  estimate:30 → estimate:30m → оценка:30м
  estimate:1h → estimate:1h → оценка:1ч
  estimate:90m → estimate:1h30m → оценка:1ч30м
  estimate:1h30m → estimate:1h30m → оценка:1ч30м
  estimate:1h30 → estimate:1h30m → оценка:1ч30м
  оценка:1ч30м → estimate:1h30m → оценка:1ч30м
  estimate:30m..2h → estimate:30m..2h → оценка:30м..2ч
  оценка:30м..2ч → estimate:30m..2h → оценка:30м..2ч
  estimate:..45m → estimate:..45m → оценка:..45м
  estimate:2h.. → estimate:2h.. → оценка:2ч..
  estimate:none → estimate:none → оценка:нет
  оценка:нет → estimate:none → оценка:нет
  is:subtask → is:subtask → это:подзадача
  это:подзадача → is:subtask → это:подзадача
  key:HOME-12 → key:HOME-12 → ключ:HOME-12
  key:home-12 → key:HOME-12 → ключ:HOME-12
  ключ:HOME-12 → key:HOME-12 → ключ:HOME-12
  today | overdue → today | overdue → сегодня | просрочено
  today or overdue → today | overdue → сегодня | просрочено
  сегодня | просрочено → today | overdue → сегодня | просрочено
  сегодня или просрочено → today | overdue → сегодня | просрочено
  today @home → today & @home → сегодня & @home
  today & @home → today & @home → сегодня & @home
  today and @home → today & @home → сегодня & @home
  сегодня и @дом → today & @дом → сегодня & @дом
  сегодня @дом !срок:нет → today & @дом & !due:none → сегодня & @дом & !срок:нет
  today | overdue & @home → today | overdue & @home → сегодня | просрочено & @home
  (today | overdue) & @home → (today | overdue) & @home → (сегодня | просрочено) & @home
  ((today | overdue)) @home → (today | overdue) & @home → (сегодня | просрочено) & @home
  (today|overdue)@home → (today | overdue) & @home → (сегодня | просрочено) & @home
  today|overdue&@home&!due:none&assignee:me → today | overdue & @home & !due:none & assignee:me → сегодня | просрочено & @home & !срок:нет & исполнитель:я
  сегодня | просрочено & @дом & !срок:нет & исполнитель:я → today | overdue & @дом & !due:none & assignee:me → сегодня | просрочено & @дом & !срок:нет & исполнитель:я
  today | просрочено & @home & !срок:none & assignee:я → today | overdue & @home & !due:none & assignee:me → сегодня | просрочено & @home & !срок:нет & исполнитель:я
  today | overdue & @home & !due:none & assignee:me & #work/* & created:-7d.. & "free text" & repeat:yes & blocked:no → today | overdue & @home & !due:none & assignee:me & #work/* & created:-7d.. & "free text" & repeat:yes & blocked:no → сегодня | просрочено & @home & !срок:нет & исполнитель:я & #work/* & создано:-7д.. & "free text" & повтор:да & заблокировано:нет
  !(today | overdue) → !(today | overdue) → !(сегодня | просрочено)
  not (today & @home) → !(today & @home) → !(сегодня & @home)
  не (сегодня или завтра) → !(today | tomorrow) → !(сегодня | завтра)
  !(!(today | @home)) → today | @home → сегодня | @home
  (today & @home) | (tomorrow & @work) → today & @home | tomorrow & @work → сегодня & @home | завтра & @work
  (today & (tomorrow & overdue)) → today & tomorrow & overdue → сегодня & завтра & просрочено
  today | (tomorrow | overdue) → today | tomorrow | overdue → сегодня | завтра | просрочено
  today & (tomorrow | (overdue & @home)) → today & (tomorrow | overdue & @home) → сегодня & (завтра | просрочено & @home)
  @home !@work → @home & !@work → @home & !@work
  @home&!@work → @home & !@work → @home & !@work
    today    → today → сегодня
  (today) → today → сегодня
  (((((((((( today )))))))))) → today → сегодня
  ПРОСРОЧЕНО | TODAY → overdue | today → просрочено | сегодня
  сегодня & (@дом | @работа) & приоритет:2.. & !повтор:да → today & (@дом | @работа) & priority:2.. & !repeat:yes → сегодня & (@дом | @работа) & приоритет:2.. & !повтор:да
`);

describe('a text is written anew in both languages', () => {
  test.each(texts)('%s', (text, english, russian) => {
    const read = parseFilter(text);
    if ('problems' in read) throw new Error(JSON.stringify(read.problems));
    const written = locales.map((locale) => writeFilter(read.filter, locale));
    expect(written).toEqual([english, russian]);
    for (const again of written) expect(parseFilter(again)).toHaveProperty('filter', read.filter);
  });
});
