import type { Draft } from './draft.ts';

/**
 * What becomes of a text that someone has written: an unchanged one is dropped, and where both they and someone
 * elsewhere changed the same text, the person is asked.
 */
export function draftFate({ was, text }: Draft, now: string): 'drop' | 'save' | 'ask' {
  if (text === was || text === now) return 'drop';
  return now === was ? 'save' : 'ask';
}
