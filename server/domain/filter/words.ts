import type { Locale } from '../enums.ts';
import { fold } from '../fold.ts';
import type { Possession, Span } from './ast.ts';

/** The words for one thing in each language: the first is written, all are read, whatever the language of the rest. */
export type Words = Record<Locale, readonly [string, ...string[]]>;

export const fieldWords = {
  due: { en: ['due'], ru: ['срок'] },
  start: { en: ['start'], ru: ['начало'] },
  created: { en: ['created'], ru: ['создано', 'создана', 'создан'] },
  updated: { en: ['updated', 'changed'], ru: ['изменено', 'изменена', 'обновлено'] },
  completed: { en: ['completed'], ru: ['завершено', 'завершена', 'выполнено'] },
  status: { en: ['status'], ru: ['статус'] },
  priority: { en: ['priority'], ru: ['приоритет'] },
  label: { en: ['label'], ru: ['метка'] },
  project: { en: ['project'], ru: ['проект'] },
  assignee: { en: ['assignee', 'assigned'], ru: ['исполнитель', 'назначено', 'назначена'] },
  author: { en: ['author'], ru: ['автор'] },
  text: { en: ['text'], ru: ['текст'] },
  repeat: { en: ['repeat'], ru: ['повтор'] },
  blocked: { en: ['blocked'], ru: ['заблокировано', 'заблокирована'] },
  has: { en: ['has'], ru: ['есть'] },
  estimate: { en: ['estimate'], ru: ['оценка'] },
  is: { en: ['is'], ru: ['это'] },
  key: { en: ['key'], ru: ['ключ'] },
} as const satisfies Record<string, Words>;
export type Field = keyof typeof fieldWords;

export const operatorWords = {
  '&': { en: ['and'], ru: ['и'] },
  '|': { en: ['or'], ru: ['или'] },
  '!': { en: ['not'], ru: ['не'] },
} as const satisfies Record<string, Words>;

/** Days that have a name. After `due:` or alone. */
export const dayWords = {
  yesterday: { en: ['yesterday'], ru: ['вчера'] },
  today: { en: ['today'], ru: ['сегодня'] },
  tomorrow: { en: ['tomorrow'], ru: ['завтра'] },
} as const satisfies Record<string, Words>;

/** So many days from today each of them is. */
export const dayShifts: Record<keyof typeof dayWords, number> = {
  yesterday: -1,
  today: 0,
  tomorrow: 1,
};

export const spanWords: Record<Span, Words> = {
  'this-week': { en: ['this-week'], ru: ['эта-неделя'] },
  'next-week': { en: ['next-week'], ru: ['следующая-неделя'] },
  'last-week': { en: ['last-week'], ru: ['прошлая-неделя'] },
  'this-month': { en: ['this-month'], ru: ['этот-месяц'] },
  'next-month': { en: ['next-month'], ru: ['следующий-месяц'] },
  'last-month': { en: ['last-month'], ru: ['прошлый-месяц'] },
  'this-year': { en: ['this-year'], ru: ['этот-год'] },
};

export const overdueWords = {
  overdue: { en: ['overdue'], ru: ['просрочено', 'просрочена'] },
} as const;
export const noneWords = { none: { en: ['none'], ru: ['нет'] } } as const;

/** One letter after a number: `-7d`, `+1н`. */
export const unitWords = {
  day: { en: ['d'], ru: ['д'] },
  week: { en: ['w'], ru: ['н'] },
  month: { en: ['m'], ru: ['м'] },
  year: { en: ['y'], ru: ['г'] },
} as const satisfies Record<string, Words>;

export const durationWords = {
  hours: { en: ['h'], ru: ['ч'] },
  minutes: { en: ['m'], ru: ['м'] },
} as const satisfies Record<string, Words>;

export const statusWords = {
  open: { en: ['open'], ru: ['открыто', 'открыта'] },
  done: { en: ['done'], ru: ['сделано', 'сделана'] },
  cancelled: { en: ['cancelled', 'canceled'], ru: ['отменено', 'отменена'] },
} as const satisfies Record<string, Words>;

/** In the order of the priorities 0 to 3. */
export const priorityWords = {
  none: { en: ['none'], ru: ['нет'] },
  low: { en: ['low'], ru: ['низкий'] },
  medium: { en: ['medium'], ru: ['средний'] },
  urgent: { en: ['urgent'], ru: ['срочный', 'срочно'] },
} as const satisfies Record<string, Words>;
export const priorityLevels = ['none', 'low', 'medium', 'urgent'] as const;

export const whoWords = {
  me: { en: ['me'], ru: ['я', 'мне', 'меня'] },
  nobody: { en: ['none', 'nobody'], ru: ['нет', 'никто', 'никому'] },
} as const satisfies Record<string, Words>;

export const answerWords = {
  yes: { en: ['yes'], ru: ['да'] },
  no: { en: ['no'], ru: ['нет'] },
} as const satisfies Record<string, Words>;

export const possessionWords: Record<Possession, Words> = {
  notes: { en: ['notes'], ru: ['заметки'] },
  subtasks: { en: ['subtasks'], ru: ['подзадачи'] },
  comments: { en: ['comments'], ru: ['комментарии'] },
  attachments: { en: ['attachments', 'files'], ru: ['вложения', 'файлы'] },
};

export const kindWords = { subtask: { en: ['subtask'], ru: ['подзадача'] } } as const;

/** Days and spans that have a word: as a due they stand without their field. */
export const namedDayWords = { ...dayWords, ...spanWords };
/** All that may stand alone, without a field. */
export const bareWords = { ...namedDayWords, ...overdueWords };

/** What a word of a table means, in either language and whatever its letters' case; undefined for other words. */
export function meaningOf<T extends string>(
  table: Readonly<Record<T, Words>>,
  word: string,
): T | undefined {
  return meaningsOf(table).get(fold(word)) as T | undefined;
}

/** Each table turned round once: its folded words, and what they mean. */
const turned = new WeakMap<object, ReadonlyMap<string, string>>();

function meaningsOf(table: Readonly<Record<string, Words>>): ReadonlyMap<string, string> {
  const known = turned.get(table);
  if (known) return known;
  const pairs = Object.entries(table).flatMap(([meaning, words]) =>
    wordsOf(words).map((word): [string, string] => [fold(word), meaning]),
  );
  const meanings = new Map(pairs);
  turned.set(table, meanings);
  return meanings;
}

/** Every word of a table in both languages, those that are written first. */
export function allWords(table: Readonly<Record<string, Words>>): string[] {
  const each = Object.values(table);
  const written = each.flatMap(({ en, ru }) => [en[0], ru[0]]);
  return [...new Set([...written, ...each.flatMap(wordsOf)])];
}

function wordsOf({ en, ru }: Words): string[] {
  return [...en, ...ru];
}
