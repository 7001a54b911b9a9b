import { expect, it } from 'vitest';
import { bytesWord, uptimeWord } from './size-words.ts';

const plain = (text: string) => text.replace(/\u00a0/gu, ' ');

it('says sizes in the unit that fits', () => {
  const said = [0, 999, 1500, 12_345_678, 7_000_000_000].map((n) => plain(bytesWord(n, 'en')));
  expect(said).toEqual(['0 bytes', '999 bytes', '1.5 kB', '12.3 MB', '7 GB']);
  expect(plain(bytesWord(12_345_678, 'ru'))).toBe('12,3 МБ');
});

it('says how long something runs', () => {
  expect(plain(uptimeWord(5400, 'en'))).toBe('1 h 30 min');
  expect(plain(uptimeWord(5 * 86_400 + 7, 'ru'))).toBe('5 дней');
  expect(plain(uptimeWord(3 * 86_400, 'en'))).toBe('3 days');
});
