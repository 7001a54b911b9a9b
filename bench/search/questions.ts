/** A kind of question, with texts of it. */
export type Kind = { name: string; texts: string[] };

const words = (text: string) => text.split('|');

/** As it is typed, from the second letter on. */
const typed = (word: string) =>
  Array.from({ length: word.length - 1 }, (_, n) => word.slice(0, n + 2));

/** What is asked of the generated tasks. */
export const asked: readonly Kind[] = [
  {
    name: 'one word',
    texts: words('отчёт|договор|invoice|паспорт|certificate|ёлка|билеты|parcel|страховка|backup'),
  },
  {
    name: 'two words',
    texts: words(
      'купить молоко|buy milk|срочно договор|review contract|отчёт аренда|new passport|задача сервер',
    ),
  },
  { name: 'a word as it is typed', texts: [...typed('презентация'), ...typed('delivery')] },
  {
    name: 'a misspelt word',
    texts: words(
      'малако|recieve|атчёт|сертефикат|invioce|превычка|паспарт|dashbord|страховкка|pasport',
    ),
  },
  { name: 'a rare word', texts: words('бавего|velogo|шуцестоло|жиферасту|mulope|хачиму') },
  { name: 'a word that is everywhere', texts: words('и|and|купить|buy|in|на|new|молоко') },
  { name: 'nothing', texts: words('qqqqqq|ъъъъъъ|zxzxzx 777|неттакогослова|nosuchwordhere') },
];
