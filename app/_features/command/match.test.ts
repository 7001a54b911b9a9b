import { describe, expect, test } from 'vitest';
import { fold } from '../../../server/domain/fold.ts';
import { inOtherLayout } from '../../_i18n/keyboard-layout.ts';
import { matchOf } from './match.ts';

const score = (typed: string, text: string) => matchOf(typed)(fold(text));

describe('what is typed finds', () => {
  test.each([
    ['milk', 'Buy milk'],
    ['bm', 'Buy milk'],
    ['milk buy', 'Buy milk'],
    ['cmpl', 'Complete task'],
    ['еж', 'Ёжик в тумане'],
    ['ёж', 'Ежик в тумане'],
    ['ПРОЕКТ', 'Новый проект'],
    ['ghjtrn', 'Новый проект'],
    ['сщьздуеу', 'Complete task'],
    ['сщьзд', 'Complete task'],
    ['.kb', 'Июль: Юлия'],
    ['home-1', 'HOME-12 Buy milk'],
  ])('%s: %s', (typed, text) => expect(score(typed, text)).toBeGreaterThan(0));
});

describe('what is typed does not find', () => {
  test.each([
    ['milk', 'Buy silk'],
    ['zq', 'Buy milk'],
    ['milk bread', 'Buy milk'],
    ['', 'Buy milk'],
    ['ti', 'Write to the landlord about the broken window in the kitchen'],
    ['проект', 'Buy milk'],
  ])('%s: %s', (typed, text) => {
    if (typed !== 'ti') expect(score(typed, text)).toBe(0);
    else expect(score(typed, text)).toBeLessThan(score(typed, 'Time'));
  });
});

test('the beginning of a text is better than of a word, that than its middle, that than letters apart', () => {
  const scores = ['plan', 'a plan', 'explanation', 'pull a new'].map((text) => score('plan', text));
  expect(scores.toSorted((a, b) => b - a)).toEqual(scores);
  expect(new Set(scores).size).toBe(4);
});

test('a hit as typed goes before one in the other layout', () => {
  expect(score('ghj', 'ghj')).toBeGreaterThan(score('ghj', 'про'));
});

test('a layout is changed both ways, and only letters make another text', () => {
  expect(inOtherLayout('ghjtrn')).toBe('проект');
  expect(inOtherLayout('проект')).toBe('ghjtrn');
  expect(inOtherLayout('12')).toBeNull();
});
