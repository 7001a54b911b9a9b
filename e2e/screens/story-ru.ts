import type { Story } from './story.ts';

/** The same life told in Russian. */
export const ru: Story = {
  people: ['Анна Ткачёва', 'Тимур Ахметов', 'Майя Лебедева'],
  workspace: 'Портовые книги',
  labels: [
    { name: 'на улице', colour: 'green' },
    { name: 'позвонить', colour: 'blue' },
    { name: 'жду ответа', colour: 'amber' },
    { name: 'в печать', colour: 'violet' },
  ],
  views: [
    { name: 'Скоро', filter: 'срок:..+7д & статус:открыто', grouping: 'due' },
    { name: 'По\u00a0телефону', filter: '@позвонить & статус:открыто' },
    { name: 'По важности', filter: 'статус:открыто', grouping: 'priority', layout: 'board' },
    { name: 'Месяц', filter: 'статус:открыто', layout: 'calendar' },
  ],
  relations: [{ from: 'Узнать цену новых окон', kind: 'blocks', to: 'Покрасить прихожую' }],
  teamRelations: [
    {
      from: 'Получить права на фотографию для обложки',
      kind: 'blocks',
      to: 'Заказать образцы бумаги',
    },
    {
      from: 'Получить права на фотографию для обложки',
      kind: 'relates',
      to: 'Карта мест из романов',
    },
  ],
  filter: 'срок:..+3д & статус:открыто | @"на улице" & !есть:заметки',
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
              minutes: 15,
            },
            { title: 'Оплатить электричество', due: 0, repeats: 'FREQ=MONTHLY' },
            { title: 'Ещё раз подстричь газон', due: 2, labels: [0], repeats: 'FREQ=WEEKLY' },
            { title: 'Вернуть книги в библиотеку', due: 0, done: true },
          ],
        },
        {
          name: 'Потом',
          tasks: [
            {
              title: 'Покрасить прихожую',
              due: 20,
              start: 14,
              minutes: 480,
              below: ['Выбрать цвет', 'Купить валики и ленту'],
            },
            { title: 'Узнать цену новых окон', labels: [2], minutes: 30 },
            { title: 'Разобрать фотографии за десять лет' },
          ],
        },
      ],
    },
    { name: 'Зимние каникулы', key: 'ZIMA', colour: 'violet', sections: [] },
  ],
  teamProjects: [
    {
      name: 'Осенний каталог',
      key: 'KAT',
      colour: 'blue',
      sections: [
        {
          name: 'Идеи',
          tasks: [
            { title: 'Интервью с переводчицей', who: 2, start: 9 },
            { title: 'Карта мест из романов', labels: [3] },
          ],
        },
        {
          name: 'Дальше',
          tasks: [
            { title: 'Собрать отзывы на двенадцать новинок', due: 3, priority: 1, who: 1 },
            { title: 'Заказать образцы бумаги', due: 5, labels: [3, 2], minutes: 45 },
            { title: 'Выбрать шрифт', done: true, who: 2 },
            { title: 'Согласовать тираж', done: true, who: 0 },
            { title: 'Написать письмо издателя', due: 0, who: 0 },
          ],
        },
        {
          name: 'В работе',
          tasks: [
            {
              title: 'Сверстать развороты поэтического раздела',
              due: 0,
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
              notes: 'Фотография **1931** года; негатив хранится в архиве.',
              below: ['Написать наследникам', 'Попросить в архиве скан'],
              picture: 'Причал, 1931.png',
              comments: [
                '1: Наследники согласны, если их имя будет в выходных данных.',
                '0: @2, узнаешь точную формулировку?',
                '2: > их имя будет в выходных данных\n\nСпросила. Ответят до пятницы.',
              ],
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
            {
              title: 'Ответить на письма читателей',
              due: 1,
              repeats: 'FREQ=WEEKLY',
              timesDone: 2,
              who: 1,
            },
          ],
        },
      ],
    },
  ],
  archived: {
    name: 'Весенний каталог',
    key: 'VES',
    colour: 'green',
    sections: [
      {
        name: 'Готово',
        tasks: [
          { title: 'Вычитать последнюю страницу обложки', done: true },
          { title: 'Убрать остатки бумаги в сухое место' },
        ],
      },
    ],
  },
  hidden: { name: 'Бюджет на 2027 год', key: 'BUD', colour: 'pink' },
  trash: ['Запросить вторую смету', 'Старый список гостей', 'Измерить витрину'],
  token: 'Скрипт резервного копирования',
  invited: 'lena@prichal.example',
  search: 'на',
};
