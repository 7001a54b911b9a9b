import { expect, it } from 'vitest';
import { agoWord } from './ago-word.ts';

const at = '2026-11-25T12:00:00.000Z';
const after = (minutes: number) => Date.parse(at) + minutes * 60_000;

it.each([
  [0, 'now', 'сейчас'],
  [-0.5, 'now', 'сейчас'],
  [5, '5 min. ago', '5 мин. назад'],
  [150, '2 hr. ago', '2 ч назад'],
])('after %d minutes', (minutes, english, russian) => {
  expect(agoWord(at, after(minutes), 'en')).toBe(english);
  expect(agoWord(at, after(minutes), 'ru')?.replaceAll('\u00a0', ' ')).toBe(russian);
});

it('leaves the rest to the date', () => {
  expect(agoWord(at, after(12 * 60), 'en')).toBeNull();
  expect(agoWord(at, after(-2), 'en')).toBeNull();
});
