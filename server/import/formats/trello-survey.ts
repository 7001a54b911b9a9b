import { isObject, nameOf, objectsOf, positionOf } from './fields.ts';
import type { Json, JsonObject, JsonRecord } from './json-builder.ts';
import { limits } from './limits.ts';
import { fileTooLarge } from './problem.ts';
import { readId } from './text.ts';
import { readTrelloLabel } from './trello-label.ts';
import type { TrelloLabel } from './trello-label.ts';

export type TrelloList = { id: string; pos: number; closed: boolean };

/** Where a thing hangs (a card in a list, a checklist in a card) and its place among all of its kind. */
export type Ranked = { in: string | null; pos: number; rank: number };

/** What must be known of a whole board before its first card can be told: ids and counts, no texts. */
export type TrelloSurvey = {
  boardId: string | null;
  name: Json;
  lists: Map<string, TrelloList>;
  cards: Map<string, Ranked>;
  checklists: Map<string, Ranked>;
  /** The card that names each checklist; the file need not hold all of them. */
  cardOfChecklist: Map<string, string>;
  /** How many checklists of the file each card has; known at the end. */
  checklistsOf: Map<string, number>;
  commentsOf: Map<string, number>;
  /** Labels that a card bears. */
  usedLabels: Map<string, TrelloLabel>;
  /** Full names by id. */
  members: Map<string, string>;
  /** Who made each card, and what they are called, as far as the history goes back. */
  makers: Map<string, string>;
  people: Map<string, string>;
};

export function emptySurvey(): TrelloSurvey {
  return {
    boardId: null,
    name: null,
    lists: new Map(),
    cards: new Map(),
    checklists: new Map(),
    cardOfChecklist: new Map(),
    checklistsOf: new Map(),
    commentsOf: new Map(),
    usedLabels: new Map(),
    members: new Map(),
    makers: new Map(),
    people: new Map(),
  };
}

/** Takes one entry of the board into the survey. */
export function surveyRecord(survey: TrelloSurvey, { path, value }: JsonRecord): void {
  const [field] = path;
  if (field === 'id') survey.boardId = readId(value) ?? survey.boardId;
  if (field === 'name') survey.name = value;
  if (!isObject(value)) return;
  if (field === 'lists') surveyList(survey, value);
  if (field === 'cards') surveyCard(survey, value);
  if (field === 'checklists') surveyChecklist(survey, value, null);
  if (field === 'actions') surveyAction(survey, value);
  if (field === 'members') {
    const id = readId(value.id);
    if (id !== null)
      survey.members.set(
        id,
        nameOf(value.fullName, limits.name) || nameOf(value.username, limits.name) || id,
      );
    cap(survey.members.size, limits.members, 'members');
  }
}

function surveyList(survey: TrelloSurvey, list: JsonObject): void {
  const id = readId(list.id);
  if (id === null || survey.lists.has(id)) return;
  const pos = positionOf(list.pos, survey.lists.size);
  survey.lists.set(id, { id, pos, closed: list.closed === true });
  cap(survey.lists.size, limits.sections, 'lists');
}

function surveyCard(survey: TrelloSurvey, card: JsonObject): void {
  const id = readId(card.id);
  if (id === null) return;
  if (!survey.cards.has(id)) survey.cards.set(id, ranked(readId(card.idList), card.pos));
  cap(survey.cards.size, limits.tasks, 'cards');
  for (const label of objectsOf(card.labels)) {
    const read = readTrelloLabel(label);
    if (read && !survey.usedLabels.has(read.key)) survey.usedLabels.set(read.key, read);
  }
  cap(survey.usedLabels.size, limits.labels, 'labels');
  for (const checklist of objectsOf(card.checklists)) surveyChecklist(survey, checklist, id);
  for (const action of objectsOf(card.actions)) surveyAction(survey, action);
  if (!Array.isArray(card.idChecklists)) return;
  for (const value of card.idChecklists) {
    const checklistId = readId(value);
    if (checklistId !== null) survey.cardOfChecklist.set(checklistId, id);
  }
  cap(survey.cardOfChecklist.size, limits.tasks, 'checklists');
}

function surveyChecklist(survey: TrelloSurvey, checklist: JsonObject, within: string | null): void {
  const id = readId(checklist.id);
  if (id === null || survey.checklists.has(id)) return;
  survey.checklists.set(id, ranked(readId(checklist.idCard) ?? within, checklist.pos));
  cap(survey.checklists.size, limits.tasks, 'checklists');
}

function ranked(within: string | null, pos: Json | undefined): Ranked {
  return { in: within, pos: positionOf(pos, 0), rank: 0 };
}

/** Joins what cards and checklists say of each other, whichever came first, and puts them in order. */
export function finishSurvey(survey: TrelloSurvey): void {
  const lists = orderOfLists(survey);
  rank(survey.cards, (card) => lists.get(card.in ?? '') ?? lists.size);
  rank(survey.checklists, () => 0);
  for (const id of survey.checklists.keys()) {
    const card = cardOf(survey, id);
    if (card !== null) survey.checklistsOf.set(card, (survey.checklistsOf.get(card) ?? 0) + 1);
  }
}

/** The place of each list among the others: as on the board, archived ones last. */
export function orderOfLists(survey: TrelloSurvey): Map<string, number> {
  const lists = [...survey.lists.values()].toSorted(
    (a, b) => Number(a.closed) - Number(b.closed) || a.pos - b.pos || (a.id < b.id ? -1 : 1),
  );
  return new Map(lists.map((list, index) => [list.id, index]));
}

function rank(things: Map<string, Ranked>, group: (thing: Ranked) => number): void {
  const sorted = [...things.values()].toSorted((a, b) => group(a) - group(b) || a.pos - b.pos);
  for (const [index, thing] of sorted.entries()) thing.rank = index;
}

/** The card of a checklist, if that card is in the file. */
export function cardOf(survey: TrelloSurvey, checklist: string): string | null {
  const card =
    survey.checklists.get(checklist)?.in ?? survey.cardOfChecklist.get(checklist) ?? null;
  return card !== null && survey.cards.has(card) ? card : null;
}

function surveyAction(survey: TrelloSurvey, action: JsonObject): void {
  const card =
    isObject(action.data) && isObject(action.data.card) ? readId(action.data.card.id) : null;
  if (card === null) return;
  if (isComment(action)) survey.commentsOf.set(card, (survey.commentsOf.get(card) ?? 0) + 1);
  if (makesCard.has(nameOf(action.type, 60))) surveyMaker(survey, card, action.memberCreator);
}

const makesCard = new Set(['createCard', 'copyCard', 'emailCard', 'convertToCardFromCheckItem']);

function surveyMaker(survey: TrelloSurvey, card: string, maker: Json | undefined): void {
  const id = isObject(maker) ? readId(maker.id) : null;
  if (!isObject(maker) || id === null) return;
  survey.makers.set(card, id);
  const name = nameOf(maker.fullName, limits.name) || nameOf(maker.username, limits.name);
  if (name !== '') survey.people.set(id, name);
}

/** Comments came with the card, or with the one that it was copied from. */
export function isComment(action: JsonObject): boolean {
  return action.type === 'commentCard' || action.type === 'copyCommentCard';
}

function cap(size: number, limit: number, what: string): void {
  if (size > limit) throw fileTooLarge(`The board has more than ${limit} ${what}.`);
}
