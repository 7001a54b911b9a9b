import { describe, expect, it } from 'vitest';
import { deriveProjectKey } from './derive-project-key.ts';
import { freeProjectKey } from './free-project-key.ts';
import { projectKey } from './schema.ts';

describe('the key of a project', () => {
  it.each([
    ['Home', 'HOME'],
    ['Housework', 'HOUS'],
    ['Kitchen renovation', 'KR'],
    ['Ремонт кухни', 'RK'],
    ['Щётка', 'SHCH'],
    ['Подъезд', 'PODE'],
    ['Éclair', 'ECLA'],
    ['2027 plans', 'P'],
    ['3D', 'D'],
    ['東京', 'P'],
    ['a b c d e f', 'ABCD'],
  ])('of %s is %s', (name, key) => {
    expect(deriveProjectKey(name)).toBe(key);
  });

  it('takes the first number that is free', () => {
    expect(freeProjectKey('HOME', new Set())).toBe('HOME');
    expect(freeProjectKey('HOME', new Set(['HOME', 'HOME2']))).toBe('HOME3');
    expect(freeProjectKey('IN', new Set())).toBe('IN2');
    expect(freeProjectKey('P', new Set(['P1']))).toBe('P2');
    expect(freeProjectKey('ABCDEFGHIJ', new Set(['ABCDEFGHIJ']))).toBe('ABCDEFGHI2');
  });

  it('is always one that the contract accepts', () => {
    for (const name of ['Home', '9', 'я', 'Ъ', '🙂', 'In', 'x'.repeat(100)]) {
      const key = freeProjectKey(deriveProjectKey(name), new Set(['P1']));
      expect(projectKey.parse(key)).toBe(key);
    }
  });
});
