import type { Story } from './story.ts';

/** The life of the pictures, told in English. */
export const en: Story = {
  people: ['Anna Weaver', 'Tom Okafor', 'Mei Tanaka'],
  workspace: 'Harbour Books',
  labels: [
    { name: 'outside', colour: 'green' },
    { name: 'phone', colour: 'blue' },
    { name: 'waiting', colour: 'amber' },
    { name: 'print', colour: 'violet' },
  ],
  views: [
    { name: 'Soon', filter: 'due:..+7d & status:open', grouping: 'due' },
    { name: 'On the phone', filter: '@phone & status:open' },
    { name: 'By urgency', filter: 'status:open', grouping: 'priority', layout: 'board' },
    { name: 'Month', filter: 'status:open', layout: 'calendar' },
  ],
  idleView: { name: 'Long overdue', filter: 'due:..-30d & status:open' },
  relations: [{ from: 'Get an offer for new windows', kind: 'blocks', to: 'Paint the hallway' }],
  teamRelations: [
    {
      from: 'Clear the rights for the cover photograph',
      kind: 'blocks',
      to: 'Order paper samples',
    },
    {
      from: 'Clear the rights for the cover photograph',
      kind: 'relates',
      to: 'A map of the places in the novels',
    },
  ],
  filter: 'due:..+3d & status:open | @outside & !has:notes',
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
            {
              title: 'Call the plumber about the kitchen tap',
              due: -2,
              priority: 3,
              labels: [1],
              minutes: 15,
            },
            { title: 'Pay the electricity bill', due: 0, repeats: 'FREQ=MONTHLY' },
            { title: 'Mow the lawn once more', due: 2, labels: [0], repeats: 'FREQ=WEEKLY' },
            { title: 'Return the library books', due: 0, done: true },
          ],
        },
        {
          name: 'Later',
          tasks: [
            {
              title: 'Paint the hallway',
              due: 20,
              start: 14,
              minutes: 480,
              below: ['Choose the colour', 'Buy rollers and tape'],
            },
            { title: 'Get an offer for new windows', labels: [2], minutes: 30 },
            { title: 'Sort the photographs of the last ten years' },
          ],
        },
      ],
    },
    { name: 'Winter holidays', key: 'TRIP', colour: 'violet', sections: [] },
  ],
  teamProjects: [
    {
      name: 'Autumn catalogue',
      key: 'CAT',
      colour: 'blue',
      sections: [
        {
          name: 'Ideas',
          tasks: [
            { title: 'An interview with the translator', who: 2, start: 9 },
            { title: 'A map of the places in the novels', labels: [3] },
          ],
        },
        {
          name: 'Next',
          tasks: [
            { title: 'Collect blurbs for the twelve new titles', due: 3, priority: 1, who: 1 },
            { title: 'Order paper samples', due: 5, labels: [3, 2], minutes: 45 },
            { title: 'Choose the typeface', done: true, who: 2 },
            { title: 'Agree on the number of copies', done: true, who: 0 },
            { title: 'Write the letter from the publisher', due: 0, who: 0 },
          ],
        },
        {
          name: 'Doing',
          tasks: [
            {
              title: 'Lay out the double pages of the poetry section',
              due: 0,
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
              notes: 'The photograph is from **1931**; the archive has the negative.',
              below: ['Write to the heirs', 'Ask the archive for a scan'],
              picture: 'Harbour, 1931.png',
              comments: [
                '1: The heirs agree if their name is in the imprint.',
                '0: @2 can you ask for the exact wording?',
                '2: > their name is in the imprint\n\nAsked. They answer by Friday.',
              ],
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
            {
              title: 'Answer the letters of readers',
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
    name: 'Spring catalogue',
    key: 'SPR',
    colour: 'green',
    sections: [
      {
        name: 'Done',
        tasks: [
          { title: 'Proofread the back cover', done: true },
          { title: 'Keep the leftover paper dry' },
        ],
      },
    ],
  },
  hidden: { name: 'Budget 2027', key: 'BUD', colour: 'pink' },
  trash: ['Ask for a second offer', 'Old list of guests', 'Measure the shop window'],
  token: 'Backup script',
  invited: 'lena@harbour.example',
  search: 'the',
  written: {
    once: 'Book the ferry tomorrow at 5pm @phone !3 15m #"Winter holidays"',
    often: 'Water the apple tree every 3 days @outside',
  },
};
