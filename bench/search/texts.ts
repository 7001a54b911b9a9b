import { numbers } from '../../app/_client/testing/numbers.ts';

/** A task as a person may have written it. `comments` are what was said below it. */
export type WrittenTask = { title: string; notes: string; comments: string[] };

type Language = { verbs: string[]; things: string[]; more: string[]; linking: string[] };

const words = (text: string) => text.trim().split(/\s+/);

const russian: Language = {
  verbs:
    words(`купить позвонить написать проверить отправить забрать подготовить согласовать обсудить починить заказать
    оплатить прочитать перенести записаться найти собрать обновить удалить помыть сдать вернуть поздравить посмотреть сделать`),
  things:
    words(`молоко молока отчёт отчёта отчёты задача задачи задачу задач счёт счета договор договора договоры встреча встречу
    встречи билет билеты билетов книга книгу книги яблоки ёлку ёлка зелень хлеб врача врач машину машина ремонт ремонта окно окна
    документ документы документов проект проекта проекты клиент клиента клиентам сервер сервера серверы письмо письма презентация
    презентацию бюджет бюджета налог налоги налогов школа школу школе подарок подарки рецепт рецепта квартира квартиру посылка
    посылку ключи кран крана собаку собака отпуск отпуска тест тесты тестов статья статью статьи поставка поставки склад склада
    заявка заявки заявку аренда аренду паспорт страховка страховку велосипед занятие занятия тренировка тренировку`),
  more: words(`новый новые срочно завтра вечером важный старый первый большой быстро снова вместе дома утром потом очень нужно
    можно сначала готово проверено сегодня квартальный годовой детский зимний летний общий личный рабочий`),
  linking: words('и в на для по с к до после без о от за'),
};

const english: Language = {
  verbs:
    words(`buy call write check send pick prepare review discuss fix order pay read move book find collect update delete
    clean return plan watch make ship`),
  things:
    words(`milk report reports task tasks invoice invoices contract contracts meeting meetings ticket tickets book books
    apples tree bread doctor car repair window windows document documents project projects client clients server servers letter
    letters presentation budget budgets tax taxes school present recipe recipes flat parcel parcels keys tap dog holiday test
    tests article articles delivery deliveries store request requests receive received rent passport insurance bicycle lesson
    training companies company release releases migration dashboard queue backup backups password certificate`),
  more: words(`new urgent tomorrow evening important old first big quickly again together home morning later very needed
    possible before ready checked today quarterly annual winter summer shared personal working final weekly monthly`),
  linking: words('and in on for the with to until after without about from of'),
};

const syllables = words('ба ве го ди жу за ки ло му не ор пи ра сто ту фе ха це чи шу');
const latin = words('ba ve go di ju za ki lo mu ne or pi ra sto tu fe ha ce chi shu');

/**
 * Tasks in Russian and in English that follow from a number alone: few words that are everywhere, a long tail of names
 * that hardly stand twice, notes on half of them, of which one in a hundred is long, and comments on a third.
 */
export function* writtenTasks(count: number, seed = 1): Generator<WrittenTask, undefined> {
  const below = numbers(seed);
  for (let n = 0; n < count; n += 1) {
    const language = below(2) === 0 ? russian : english;
    const write = writer(language, below);
    const sentences = below(100) === 0 ? 80 + below(80) : below(2) * (1 + below(5));
    yield {
      title: write.title(),
      notes: write.text(sentences),
      comments: Array.from({ length: below(3) === 0 ? 1 + below(2) : 0 }, () => write.text(1)),
    };
  }
}

function writer(language: Language, below: (limit: number) => number) {
  // Squared, so that the first of a list are met far more often than the last.
  const often = (list: string[]) =>
    list[Math.floor((below(1000) / 1000) ** 2 * list.length)] ?? list[0]!;
  const name = () => {
    const from = language === russian ? syllables : latin;
    const text = Array.from({ length: 2 + below(3) }, () => from[below(from.length)]).join('');
    return text.charAt(0).toUpperCase() + text.slice(1);
  };
  const sentence = () =>
    Array.from({ length: 6 + below(10) }, (_, n) => {
      if (n % 3 === 1) return often(language.linking);
      if (below(12) === 0) return name();
      return often([language.things, language.more, language.verbs][below(3)]!);
    }).join(' ');
  return {
    title() {
      const verb = often(language.verbs);
      const tail = below(3) === 0 ? [often(language.linking), name()] : [];
      const more = below(2) === 0 ? [often(language.more)] : [];
      const text = [verb, ...more, often(language.things), ...tail].join(' ');
      return text.charAt(0).toUpperCase() + text.slice(1);
    },
    text: (sentences: number) =>
      Array.from({ length: sentences }, () => `${sentence()}.`).join('\n'),
  };
}
