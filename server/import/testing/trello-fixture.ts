/** Ids as Trello makes them: the first eight digits are a time in 2023. */
export function objectId(n: number): string {
  return `64${n.toString(16).padStart(22, '0')}`;
}

type Fields = Record<string, unknown>;

export function list(n: number, name: string, more: Fields = {}): Fields {
  return {
    id: objectId(1000 + n),
    name,
    closed: false,
    pos: n * 100,
    idBoard: objectId(1),
    ...more,
  };
}

export function card(n: number, name: string, more: Fields = {}): Fields {
  return {
    id: objectId(2000 + n),
    name,
    desc: '',
    closed: false,
    due: null,
    idBoard: objectId(1),
    idList: objectId(1001),
    idChecklists: [],
    idMembers: [],
    labels: [],
    pos: n,
    badges: { comments: 0 },
    attachments: [],
    ...more,
  };
}

export function checklist(
  n: number,
  cardN: number,
  items: [name: string, state: string][],
): Fields {
  return {
    id: objectId(3000 + n),
    name: `Checklist ${n}`,
    idCard: objectId(2000 + cardN),
    pos: n,
    checkItems: items.map(([name, state], index) => ({
      id: objectId(4000 + n * 50 + index),
      name,
      state,
      pos: items.length - index,
    })),
  };
}

export function comment(n: number, text: string, more: Fields = {}): Fields {
  return {
    id: objectId(5000 + n),
    type: 'commentCard',
    date: '2023-05-06T07:08:09.000Z',
    idMemberCreator: objectId(6001),
    memberCreator: { id: objectId(6001), fullName: 'Ada Example', username: 'ada' },
    data: { text, card: { id: objectId(2001) } },
    ...more,
  };
}

export function board(parts: Fields = {}): Fields {
  return {
    id: objectId(1),
    name: 'A board',
    desc: '',
    closed: false,
    actions: [],
    cards: [],
    labels: [],
    lists: [list(1, 'To do'), list(2, 'Done')],
    members: [{ id: objectId(6001), fullName: 'Ada Example', username: 'ada' }],
    checklists: [],
    ...parts,
  };
}
