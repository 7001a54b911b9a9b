const latin: { [letter: string]: string } = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ґ: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  є: 'ye',
  ж: 'zh',
  з: 'z',
  и: 'i',
  і: 'i',
  ї: 'yi',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
};

const usual = 4;

/** A project's key from its name: the first letters of one word, the initials of several; `P` where it has none. */
export function deriveProjectKey(name: string): string {
  const words = name
    .split(/[\s\p{P}\p{S}]+/u)
    .map(latinOf)
    .filter((word) => word !== '');
  const letters =
    words.length > 1 ? words.map((word) => word.charAt(0)).join('') : (words[0] ?? '');
  const key = letters.replace(/^\d+/, '').slice(0, usual).toUpperCase();
  return key === '' ? 'P' : key;
}

function latinOf(word: string): string {
  const letters = word
    .toLowerCase()
    .replace(/\p{Script=Cyrillic}/gu, (letter) => latin[letter] ?? letter);
  return letters.normalize('NFKD').replace(/[^a-z0-9]/g, '');
}
