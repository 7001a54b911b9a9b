import type { Locale } from '../../server/domain/enums.ts';
import { en } from './story-en.ts';
import { ru } from './story-ru.ts';
import type { Story } from './story.ts';

/** What the people of the pictures have to do: the same life told in both languages. */
export const stories: Record<Locale, Story> = { en, ru };
