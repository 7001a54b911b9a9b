import type { Draft } from '../writing/draft.ts';

/**
 * What becomes of notes that someone has written: unchanged ones are dropped, and where both they and someone
 * elsewhere changed the same text, the person is asked.
 */
export function notesFate({ was, text }: Draft, now: string): 'drop' | 'save' | 'ask' {
  if (text === was || text === now) return 'drop';
  return now === was ? 'save' : 'ask';
}
