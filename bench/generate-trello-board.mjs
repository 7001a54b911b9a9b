import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const words =
  'plan ship review draft invoice garden поставка отчёт neighbour café signal route ledger winter überprüfen paint'.split(
    ' ',
  );
const colours = [
  'green',
  'yellow',
  'orange',
  'red',
  'purple',
  'blue',
  'sky',
  'lime',
  'pink',
  'black',
  null,
];
const epoch = Date.UTC(2024, 0, 1) / 1000;

/**
 * The text of a board as Trello exports it, piece by piece, in the order of Trello's own keys
 * (actions before cards before lists).
 * @param {{ cards: number, lists?: number, bytes?: number, actions?: number }} shape
 *   `bytes`: how large to make it by lengthening descriptions, at least
 * @returns {Generator<string>}
 */
export function* trelloBoard({ cards, lists = 12, bytes = 0, actions = cards }) {
  const random = seeded(7);
  const id = (kind, n) =>
    (epoch + n).toString(16).padStart(8, '0') +
    kind.padStart(6, '0') +
    n.toString(16).padStart(10, '0');
  const text = (length) => {
    let made = '';
    while (made.length < length) made += `${words[Math.floor(random() * words.length)]} `;
    return made.trimEnd();
  };
  const at = (n) => new Date((epoch + n) * 1000).toISOString();
  const board = id('b0', 0);
  const members = [0, 1, 2].map((n) => ({
    id: id('e0', n),
    fullName: `Person ${n}`,
    username: `person${n}`,
  }));
  const own = cards * 1_350 + actions * 450;
  const padding = cards === 0 ? 0 : Math.max(80, Math.ceil((bytes - own) / cards));

  yield `{"id":"${board}","name":"Generated board","desc":"","closed":false,"url":"https://trello.com/b/generated",`;
  yield `"prefs":{"permissionLevel":"private","background":"blue"},"labelNames":{"green":"","red":"Urgent"},`;
  yield '"actions":';
  yield* array(actions, (n) => ({
    id: id('ac', n),
    idMemberCreator: members[n % 3].id,
    data: {
      board: { id: board, name: 'Generated board' },
      card: { id: id('ca', n % Math.max(1, cards)), name: 'A card', idShort: n },
      ...(n % 4 === 3 ? { old: { pos: n } } : { text: text(60) }),
    },
    type: n % 4 === 3 ? 'updateCard' : 'commentCard',
    date: at(n),
    memberCreator: { ...members[n % 3], avatarHash: null, initials: 'P' },
  }));
  yield ',"cards":';
  yield* array(cards, (n) => ({
    id: id('ca', n),
    badges: { votes: 0, comments: 1, checkItems: 4, attachments: 1, due: null, description: true },
    checkItemStates: [],
    closed: n % 20 === 19,
    dueComplete: n % 5 === 4,
    dateLastActivity: at(n),
    desc: text(padding),
    due: n % 3 === 0 ? at(n + 86_400) : null,
    idBoard: board,
    idChecklists: n % 7 === 0 ? [id('c1', n), id('c2', n)] : [id('c1', n)],
    idList: id('11', n % lists),
    idMembers: [members[n % 3].id],
    idShort: n + 1,
    labels: [
      {
        id: id('1a', n % colours.length),
        name: n % 2 ? '' : `Label ${n % colours.length}`,
        color: colours[n % colours.length],
      },
    ],
    name: `Card ${n}: ${text(30)}`,
    pos: (cards - n) * 16_384.5,
    shortUrl: `https://trello.com/c/${n}`,
    attachments:
      n % 2
        ? []
        : [
            {
              id: id('af', n),
              name: `file (${n}).txt`,
              url: `https://trello.example/${n}.txt`,
              previews: [],
            },
          ],
    cover: { color: null, size: 'normal', brightness: 'light' },
    customFieldItems: n % 10 ? [] : [{ id: id('cf', n), value: { text: 'x' } }],
    stickers: [],
  }));
  yield ',"labels":';
  yield* array(colours.length, (n) => ({
    id: id('1a', n),
    name: n % 2 ? '' : `Label ${n}`,
    color: colours[n],
  }));
  yield ',"lists":';
  yield* array(lists, (n) => ({
    id: id('11', n),
    name: `List ${n}`,
    closed: n === lists - 1 && lists > 3,
    pos: (lists - n) * 1000,
  }));
  yield `,"members":${JSON.stringify(members)},"checklists":`;
  yield* array(cards + Math.ceil(cards / 7), (n) => {
    const second = n >= cards;
    const card = second ? (n - cards) * 7 : n;
    return {
      id: id(second ? 'c2' : 'c1', card),
      name: second ? 'Second' : 'Checklist',
      idCard: id('ca', card),
      pos: second ? 2 : 1,
      checkItems: [0, 1, 2, 3].map((item) => ({
        id: id(second ? 'd2' : 'd1', card * 4 + item),
        name: text(20),
        pos: 4 - item,
        state: item % 2 ? 'complete' : 'incomplete',
      })),
    };
  });
  yield '}\n';
}

function* array(count, make) {
  yield '[';
  for (let n = 0; n < count; n += 1) yield (n ? ',' : '') + JSON.stringify(make(n));
  yield ']';
}

/** mulberry32: the same board for the same shape, everywhere. */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Writes the board to a file, holding one card at a time.
 * @param {string} path
 * @param {{ cards: number, lists?: number, bytes?: number, actions?: number }} shape
 */
export async function writeTrelloBoard(path, shape) {
  const file = createWriteStream(path);
  let pending = '';
  for (const piece of trelloBoard(shape)) {
    pending += piece;
    if (pending.length < 65_536) continue;
    if (!file.write(pending)) await once(file, 'drain');
    pending = '';
  }
  file.end(pending);
  await finished(file);
}

const usage = 'Usage: generate-trello-board <path> [--cards 20000] [--megabytes 100]';

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        cards: { type: 'string', default: '20000' },
        megabytes: { type: 'string', default: '100' },
      },
    });
  } catch (error) {
    process.stderr.write(`generate-trello-board: ${error.message}; see --help\n`);
    process.exit(2);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values, positionals } = readArguments();
  const [path] = positionals;
  if (values.help || !path) {
    process[values.help ? 'stdout' : 'stderr'].write(`${usage}\n`);
    process.exit(values.help ? 0 : 2);
  }
  await writeTrelloBoard(path, {
    cards: Number(values.cards),
    bytes: Number(values.megabytes) * 1_000_000,
  });
}
