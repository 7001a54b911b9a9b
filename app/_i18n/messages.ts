import type { Locale } from '../../server/domain/enums.ts';
import { en } from './messages/en/en.ts';
import { ru } from './messages/ru/ru.ts';

export type Messages = typeof en;

/** Every text of the page. Only server components import this: a page carries one language. */
export const messages: Record<Locale, Messages> = { en, ru };
