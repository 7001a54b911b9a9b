import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mentionOf, mentionsIn, withoutMentionLinks } from './mentions.ts';
import type { UserId } from './ids.ts';

const [anna, boris] = [
  '018f3b1e-0000-7000-8000-00000000000a',
  '018f3b1e-0000-7000-8000-00000000000b',
] as [UserId, UserId];

describe('mentions in a markdown text', () => {
  it('are found once each, in the order of the text', () => {
    const text = `${mentionOf(boris, 'Boris')} and ${mentionOf(anna, 'Anna')}, ${mentionOf(boris, 'B')}`;
    expect(mentionsIn(text)).toEqual([boris, anna]);
  });

  it('are none in code, in plain addresses and in links to elsewhere', () => {
    const one = mentionOf(anna, 'Anna');
    for (const text of [
      `\`${one}\``,
      `\`\`a \` ${one}\`\``,
      `\`\`\`\n${one}\n\`\`\``,
      `~~~ts\n${one}`,
      `cairn:user/${anna}`,
      `[@Anna](https://example.org/${anna})`,
      '[@Anna](cairn:user/anna)',
    ])
      expect(mentionsIn(text), text).toEqual([]);
    expect(mentionsIn(`\`code\` ${one} \`more\``)).toEqual([anna]);
  });

  it('hold whatever name a person has', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter((name) => !name.includes('`')),
        (name) => {
          expect(mentionsIn(`Hi ${mentionOf(anna, name)}.`)).toEqual([anna]);
        },
      ),
    );
  });

  it('leave their names where a text is searched', () => {
    expect(withoutMentionLinks(`Ask ${mentionOf(anna, 'Анна')}, please`)).toBe('Ask @Анна, please');
  });

  it('are found at once also in texts that were made to be slow', () => {
    const one = mentionOf(anna, 'Anna');
    for (const text of [
      '`'.repeat(49_000),
      '[@'.repeat(24_000),
      '[@\\'.repeat(33_000),
      '` `` '.repeat(10_000),
      '~~~',
    ]) {
      expect(mentionsIn(`${one}${text}`)).toEqual([anna]);
      expect(withoutMentionLinks(`${one}${text}`)).toBe(`@Anna${text}`);
    }
  });

  it('have no label that is longer than a name: what has is read once, not once for each bracket in it', () => {
    const longest = 'ё'.repeat(100);
    expect(mentionsIn(mentionOf(anna, longest))).toEqual([anna]);
    expect(mentionsIn(mentionOf(anna, '['.repeat(100)))).toEqual([anna]);
    expect(mentionsIn(mentionOf(anna, 'a['.repeat(101)))).toEqual([]);
  });

  it('end at fifty', () => {
    const ids = Array.from(
      { length: 60 },
      (_, n) => `018f3b1e-0000-7000-8000-${String(n).padStart(12, '0')}` as UserId,
    );
    expect(mentionsIn(ids.map((id) => mentionOf(id, 'x')).join(' '))).toEqual(ids.slice(0, 50));
  });
});
