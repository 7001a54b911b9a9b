import type { Locale } from '../../server/domain/enums.ts';

/** A task of a story: its title, and what else is known of it. `due` is days from today. */
export type StoryTask = {
  title: string;
  due?: number;
  priority?: number;
  labels?: number[];
  notes?: string;
  below?: string[];
  done?: true;
  /** Who it is assigned to: 0 is the person of the story. */
  who?: number;
  comments?: string[];
};

export type Story = {
  people: string[];
  workspace: string;
  labels: { name: string; colour: string }[];
  inbox: StoryTask[];
  projects: {
    name: string;
    key: string;
    colour: string;
    sections: { name: string; tasks: StoryTask[] }[];
  }[];
  /** A word that search finds in several places. */
  search: string;
};

const en: Story = {
  people: ['Anna Weaver', 'Tom Okafor', 'Mei Tanaka'],
  workspace: 'Harbour Books',
  labels: [
    { name: 'outside', colour: 'green' },
    { name: 'phone', colour: 'blue' },
    { name: 'waiting', colour: 'amber' },
    { name: 'print', colour: 'violet' },
  ],
  inbox: [
    { title: 'Find out what the heating engineer wrote' },
    { title: 'Idea: a shelf under the stairs', labels: [0] },
    { title: 'Ask Tom for the photos of the harbour', labels: [1] },
  ],
  projects: [
    {
      name: 'Home',
      key: 'HOME',
      colour: 'green',
      sections: [
        {
          name: 'This week',
          tasks: [
            {
              title: 'Plant the apple tree by the fence',
              due: 0,
              priority: 2,
              labels: [0],
              notes:
                'Rather two of them, so that they **pollinate** each other.\n\n- dig a hole half a metre wide\n- water it for a week\n\n> The nursery says: before the first frost.',
              below: ['Buy two trees', 'Borrow the spade', 'Tie it to a stake'],
              comments: [
                'The nursery has Cox and Boskoop left.',
                'Boskoop, then. I fetch them on **Saturday**.',
              ],
            },
            { title: 'Call the plumber about the kitchen tap', due: -2, priority: 3, labels: [1] },
            { title: 'Pay the electricity bill', due: 1 },
            { title: 'Mow the lawn once more', due: 2, labels: [0] },
            { title: 'Return the library books', due: 0, done: true },
          ],
        },
        {
          name: 'Later',
          tasks: [
            {
              title: 'Paint the hallway',
              due: 20,
              below: ['Choose the colour', 'Buy rollers and tape'],
            },
            { title: 'Get an offer for new windows', labels: [2] },
            { title: 'Sort the photographs of the last ten years' },
          ],
        },
      ],
    },
    {
      name: 'Autumn catalogue',
      key: 'CAT',
      colour: 'blue',
      sections: [
        {
          name: 'Ideas',
          tasks: [
            { title: 'An interview with the translator', who: 2 },
            { title: 'A map of the places in the novels', labels: [3] },
          ],
        },
        {
          name: 'Next',
          tasks: [
            { title: 'Collect blurbs for the twelve new titles', due: 3, priority: 1, who: 1 },
            { title: 'Order paper samples', due: 5, labels: [3, 2] },
            { title: 'Write the letter from the publisher', due: 6 },
          ],
        },
        {
          name: 'Doing',
          tasks: [
            {
              title: 'Lay out the double pages of the poetry section',
              due: 1,
              priority: 2,
              who: 0,
              labels: [3],
            },
            {
              title: 'Clear the rights for the cover photograph',
              due: 0,
              priority: 3,
              who: 2,
              labels: [1, 2],
            },
          ],
        },
        { name: 'Review', tasks: [{ title: 'Proofread the price list', due: 4, who: 1 }] },
      ],
    },
    {
      name: 'Reading group',
      key: 'READ',
      colour: 'amber',
      sections: [
        {
          name: 'December',
          tasks: [
            { title: 'Book the back room', due: 9 },
            { title: 'Send round the first chapter', due: 7 },
          ],
        },
      ],
    },
  ],
  search: 'the',
};

const ru: Story = {
  people: ['Анна Ткачёва', 'Тимур Ахметов', 'Майя Лебедева'],
  workspace: 'Издательство «Причал»',
  labels: [
    { name: 'на улице', colour: 'green' },
    { name: 'позвонить', colour: 'blue' },
    { name: 'жду ответа', colour: 'amber' },
    { name: 'в печать', colour: 'violet' },
  ],
  inbox: [
    { title: 'Разобрать письмо от мастера по отоплению' },
    { title: 'Идея: полка под лестницей', labels: [0] },
    { title: 'Попросить у Тимура фотографии причала', labels: [1] },
  ],
  projects: [
    {
      name: 'Дом',
      key: 'DOM',
      colour: 'green',
      sections: [
        {
          name: 'На этой неделе',
          tasks: [
            {
              title: 'Посадить яблоню у забора',
              due: 0,
              priority: 2,
              labels: [0],
              notes:
                'Лучше сразу две, чтобы они **опыляли** друг друга.\n\n- яма шириной полметра\n- поливать неделю\n\n> В питомнике сказали: до первых заморозков.',
              below: ['Купить два саженца', 'Взять у соседа лопату', 'Подвязать к колу'],
              comments: [
                'В питомнике остались антоновка и белый налив.',
                'Тогда антоновку. Заберу в **субботу**.',
              ],
            },
            {
              title: 'Позвонить сантехнику насчёт крана на кухне',
              due: -2,
              priority: 3,
              labels: [1],
            },
            { title: 'Оплатить электричество', due: 1 },
            { title: 'Ещё раз подстричь газон', due: 2, labels: [0] },
            { title: 'Вернуть книги в библиотеку', due: 0, done: true },
          ],
        },
        {
          name: 'Потом',
          tasks: [
            {
              title: 'Покрасить прихожую',
              due: 20,
              below: ['Выбрать цвет', 'Купить валики и ленту'],
            },
            { title: 'Узнать цену новых окон', labels: [2] },
            { title: 'Разобрать фотографии за десять лет' },
          ],
        },
      ],
    },
    {
      name: 'Осенний каталог',
      key: 'KAT',
      colour: 'blue',
      sections: [
        {
          name: 'Идеи',
          tasks: [
            { title: 'Интервью с переводчицей', who: 2 },
            { title: 'Карта мест из романов', labels: [3] },
          ],
        },
        {
          name: 'Дальше',
          tasks: [
            { title: 'Собрать отзывы на двенадцать новинок', due: 3, priority: 1, who: 1 },
            { title: 'Заказать образцы бумаги', due: 5, labels: [3, 2] },
            { title: 'Написать письмо издателя', due: 6 },
          ],
        },
        {
          name: 'В работе',
          tasks: [
            {
              title: 'Сверстать развороты поэтического раздела',
              due: 1,
              priority: 2,
              who: 0,
              labels: [3],
            },
            {
              title: 'Получить права на фотографию для обложки',
              due: 0,
              priority: 3,
              who: 2,
              labels: [1, 2],
            },
          ],
        },
        { name: 'Проверка', tasks: [{ title: 'Вычитать прайс-лист', due: 4, who: 1 }] },
      ],
    },
    {
      name: 'Читательский клуб',
      key: 'KLUB',
      colour: 'amber',
      sections: [
        {
          name: 'Декабрь',
          tasks: [
            { title: 'Забронировать заднюю комнату', due: 9 },
            { title: 'Разослать первую главу', due: 7 },
          ],
        },
      ],
    },
  ],
  search: 'на',
};

/** What the people of the pictures have to do: the same life told in both languages. */
export const stories: Record<Locale, Story> = { en, ru };
