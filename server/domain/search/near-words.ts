const shortest = 4;
const longest = 24;

/** What sounds alike without stress in Russian, and what English spells by heart: each vowel with what it is taken for. */
const confused: Readonly<Record<string, string>> = {
  а: 'о',
  о: 'а',
  е: 'ия',
  и: 'еы',
  я: 'еи',
  ы: 'и',
  э: 'е',
  a: 'eiou',
  e: 'aiou',
  i: 'aeou',
  o: 'aeiu',
  u: 'aeio',
};
const mostConfused = { cyrillic: 3, latin: 2 };
const mostVariants = 200;

const alphabets = {
  cyrillic: 'абвгдежзийклмнопрстуфхцчшщъыьэюя',
  latin: 'abcdefghijklmnopqrstuvwxyz',
};

/**
 * The spellings that one mistake could have made of a folded word: a letter wrong, missing or too many, or two swapped;
 * and those of which only the vowels were taken for each other: «малако» of «молоко». None of a word of fewer than four
 * letters, of more than 24, or with a digit: those are meant as they stand.
 */
export function nearWords(word: string): string[] {
  const letters = Array.from(word);
  if (letters.length < shortest || letters.length > longest || !/^\p{L}+$/u.test(word)) return [];
  const near = new Set([...oneMistake(letters), ...otherVowels(letters)]);
  near.delete(word);
  return [...near];
}

function* oneMistake(letters: readonly string[]): Generator<string> {
  const alphabet = alphabets[scriptOf(letters)];
  for (const at of [...letters.keys(), letters.length]) {
    const before = letters.slice(0, at).join('');
    const [here, next] = letters.slice(at);
    const after = letters.slice(at + 1).join('');
    for (const other of alphabet) yield before + other + (here ?? '') + after;
    if (here === undefined) continue;
    yield before + after;
    for (const other of alphabet) yield before + other + after;
    if (next !== undefined) yield before + next + here + letters.slice(at + 2).join('');
  }
}

function otherVowels(letters: readonly string[]): string[] {
  let variants = [{ text: '', changed: 0 }];
  const most = mostConfused[scriptOf(letters)];
  for (const letter of letters) {
    const others = Array.from(confused[letter] ?? '');
    variants = variants
      .flatMap(({ text, changed }) => [
        { text: text + letter, changed },
        ...(changed < most
          ? others.map((other) => ({ text: text + other, changed: changed + 1 }))
          : []),
      ])
      // A long word of many vowels: those of fewest mistakes are kept.
      .toSorted((a, b) => a.changed - b.changed)
      .slice(0, mostVariants);
  }
  return variants.map(({ text }) => text);
}

const scriptOf = (letters: readonly string[]): keyof typeof alphabets =>
  /^\p{Script=Cyrillic}/u.test(letters[0] ?? '') ? 'cyrillic' : 'latin';
