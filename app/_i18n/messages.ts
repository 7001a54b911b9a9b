import type { Locale } from '../../server/domain/enums.ts';
import en from './messages/en.json';
import ru from './messages/ru.json';

export type Messages = typeof en;

/** Every text of the page. Only server components import this: a page carries one language. */
export const messages: Record<Locale, Messages> = { en, ru };
