import { expect, it } from 'vitest';
import { offsetWord, zoneOptions, zoneWord } from './zones.ts';

const winter = Date.parse('2026-01-15T12:00:00Z');
const summer = Date.parse('2026-07-15T12:00:00Z');

it('says how far a zone is from UTC now, not always', () => {
  expect(offsetWord('Europe/Moscow', winter)).toBe('UTC+3');
  expect(offsetWord('UTC', winter)).toBe('UTC');
  expect(offsetWord('America/St_Johns', winter)).toBe('UTC−3:30');
  expect(offsetWord('Europe/Berlin', winter)).toBe('UTC+1');
  expect(offsetWord('Europe/Berlin', summer)).toBe('UTC+2');
});

it('names zones in the language of the person', () => {
  expect(zoneWord('Europe/Moscow', 'ru')).toBe('Москва');
  expect(zoneWord('America/New_York', 'en')).toBe('New York');
  expect(zoneWord('America/Argentina/Buenos_Aires', 'en')).toBe('Buenos Aires, Argentina');
  expect(zoneWord('UTC', 'ru')).toBe('UTC');
});

it('offers every zone from west to east, the chosen one among them', () => {
  const options = zoneOptions('ru', { at: winter, also: 'Europe/Moscow' });
  const ids = options.map(({ id }) => id);
  expect(options.length).toBeGreaterThan(400);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toContain('UTC');
  const at = (id: string) => ids.indexOf(id);
  expect(at('America/New_York')).toBeLessThan(at('Europe/Moscow'));
  expect(at('Europe/Moscow')).toBeLessThan(at('Asia/Tokyo'));
  expect(options[at('Europe/Moscow')]?.also).toBe('Europe/Moscow UTC+3');
});
