const latin = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const russian = 'ёйцукенгшщзхъфывапролджэячсмитьбю';

const toRussian = new Map(Array.from(latin, (key, at) => [key, russian[at] ?? key]));
const toLatin = new Map(Array.from(russian, (key, at) => [key, latin[at] ?? key]));

/**
 * What the same keys write in the other layout: «ghjtrn» is «проект», «сщьздуеу» is "complete". Null where the text has
 * no letter that another layout would write otherwise.
 * @param text in lower case
 */
export function inOtherLayout(text: string): string | null {
  const isRussian = /[а-яё]/u.test(text);
  const keys = isRussian ? toLatin : toRussian;
  const other = Array.from(text, (key) => keys.get(key) ?? key).join('');
  return other === text ? null : other;
}
