import type { Locale } from '../../server/domain/enums.ts';

/** The only words outside of the messages: they must be there when nothing else is. */
export const fatalWords: Record<Locale, { title: string; text: string; reload: string }> = {
  en: {
    title: 'This page stopped working',
    text: 'Your tasks are safe on the server. Load the page again.',
    reload: 'Load again',
  },
  ru: {
    title: 'Страница перестала работать',
    text: 'Ваши задачи в\u00a0безопасности на\u00a0сервере. Загрузите страницу снова.',
    reload: 'Загрузить снова',
  },
};
