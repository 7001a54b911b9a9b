import { cutNote, dropOthers, isBlank, isObject, nameOf, objectsOf, positionOf } from './fields.ts';
import type { ImportItem, ReadOptions, Reading } from './item.ts';
import type { JsonObject } from './json-builder.ts';
import { jsonRecords } from './json-records.ts';
import { createLedger } from './ledger.ts';
import type { LedgerBook } from './ledger.ts';
import { limits } from './limits.ts';
import { untitledPrint, wordsOf } from './notes.ts';
import { fileProblem } from './problem.ts';
import type { Source } from './source.ts';
import { readId } from './text.ts';
import { readAction } from './trello-action.ts';
import { tellOnce } from './trello-board.ts';
import type { TrelloBoard } from './trello-board.ts';
import { readCard } from './trello-card.ts';
import { readChecklist } from './trello-checklist.ts';
import { countTrelloLabel, readTrelloLabel } from './trello-label.ts';
import { trelloRule } from './trello-rule.ts';
import { emptySurvey, finishSurvey, orderOfLists, surveyRecord } from './trello-survey.ts';
import type { TrelloSurvey } from './trello-survey.ts';

/**
 * A Trello board as its menu exports it. Read twice: the keys of a board come in any order, so what
 * a card becomes is only known when all of it was seen once.
 * @throws CairnError naming what is wrong with the file
 */
export async function openTrello(source: Source, options: ReadOptions): Promise<Reading> {
  const survey = emptySurvey();
  const lists = new Set<string>();
  const rule = trelloRule((field, what) => what === 'list' && lists.add(field));
  for await (const record of jsonRecords(source.open(), rule)) {
    if (record.document > 0)
      throw fileProblem('The file holds several boards after each other; import them one by one.');
    surveyRecord(survey, record);
  }
  finishSurvey(survey);
  const projectId = survey.boardId;
  const missing = projectId === null ? 'id' : ['lists', 'cards'].find((field) => !lists.has(field));
  if (projectId === null || missing !== undefined) {
    throw fileProblem(`This is not a Trello board: it has no "${missing}".`);
  }
  const book = createLedger('trello');
  return {
    format: 'trello',
    items: () => readBoard(source, newBoard(survey, { book, options, projectId })),
    ledger: () => book.result(),
  };
}

function newBoard(
  survey: TrelloSurvey,
  { book, options, projectId }: { book: LedgerBook; options: ReadOptions; projectId: string },
): TrelloBoard {
  const words = wordsOf(options.locale);
  return {
    survey,
    book,
    options,
    words,
    projectId,
    listOrder: orderOfLists(survey),
    told: new Set(),
    items: 0,
  };
}

async function* readBoard(source: Source, board: TrelloBoard): AsyncGenerator<ImportItem> {
  const { book, options, survey, projectId } = board;
  const given = options.projectName ?? survey.name;
  const name = nameOf(given, limits.name) || board.words.untitled;
  book.project(projectId, name);
  book.keep({ entity: 'project', field: 'name' }, cutNote(given, limits.name));
  const prints = untitledPrint('name', name, board.words);
  yield { kind: 'project', sourceId: projectId, name, prints };
  for (const label of survey.usedLabels.values()) {
    countTrelloLabel(book, label);
    book.count(projectId, 'labels');
    yield { kind: 'label', sourceId: label.key, name: label.name, colour: label.colour };
  }
  const rule = trelloRule((field, what) => {
    if (what === 'other') book.drop({ entity: 'project', field }, 'no-equivalent');
  });
  for await (const { path, value } of jsonRecords(source.open(), rule)) {
    const [field] = path;
    if (isObject(value)) yield* readEntry(board, String(field), value);
    else if (field !== 'id' && field !== 'name' && !isBlank(value))
      book.drop({ entity: 'project', field: String(field) }, 'no-equivalent');
  }
}

function* readEntry(board: TrelloBoard, field: string, record: JsonObject): Generator<ImportItem> {
  if (field === 'lists') yield* readList(board, record);
  if (field === 'labels') yield* readBoardLabel(board, record);
  if (field === 'members') yield* readMember(board, record);
  if (field === 'checklists') yield* readChecklist(board, record);
  if (field === 'actions') {
    const comment = readAction(board, record);
    if (comment) yield comment;
  }
  if (field !== 'cards') return;
  const task = readCard(board, record);
  if (!task) return;
  yield task;
  for (const checklist of objectsOf(record.checklists)) yield* readChecklist(board, checklist);
  for (const action of objectsOf(record.actions)) {
    const comment = readAction(board, action);
    if (comment) yield comment;
  }
}

const knownOfList = new Set([
  'id',
  'name',
  'pos',
  'closed',
  'idBoard',
  'nodeId',
  'idOrganization',
  'limits',
  'creationMethod',
]);
const knownOfLabel = new Set([
  'id',
  'name',
  'color',
  'idBoard',
  'nodeId',
  'idOrganization',
  'uses',
]);

function* readList(board: TrelloBoard, list: JsonObject): Generator<ImportItem> {
  const { book, projectId } = board;
  const id = readId(list.id);
  const name = nameOf(list.name, limits.name);
  if (id === null) return book.skip('list', name, 'no-id');
  if (!tellOnce(board, id, { what: 'list', title: name })) return;
  const note = name === '' ? 'untitled' : cutNote(list.name, limits.name);
  book.keep({ entity: 'section', field: 'name' }, note);
  dropOthers(book, { entity: 'section', known: knownOfList }, list);
  if (list.closed === true) book.drop({ entity: 'section', field: 'archived' }, 'no-equivalent');
  book.count(projectId, 'sections');
  const called = name || board.words.untitled;
  yield {
    kind: 'section',
    sourceId: id,
    parentSourceId: projectId,
    name: called,
    position: positionOf(board.listOrder.get(id), 0),
    prints: untitledPrint('name', called, board.words),
  };
}

/** The board's labels that no card bears: those with a name are somebody's, the others every board has. */
function* readBoardLabel(board: TrelloBoard, record: JsonObject): Generator<ImportItem> {
  const { book, survey, projectId } = board;
  const label = readTrelloLabel(record);
  if (!label) return;
  dropOthers(book, { entity: 'label', known: knownOfLabel }, record);
  const used = survey.usedLabels.has(label.key);
  if (!used && !label.named) return book.drop({ entity: 'label', field: 'name' }, 'unused');
  if (board.told.has(label.key)) return book.drop({ entity: 'label', field: 'name' }, 'same-name');
  board.told.add(label.key);
  if (used) return;
  countTrelloLabel(book, label);
  book.count(projectId, 'labels');
  yield { kind: 'label', sourceId: label.key, name: label.name, colour: label.colour };
}

function* readMember({ book, survey }: TrelloBoard, member: JsonObject): Generator<ImportItem> {
  const id = readId(member.id);
  if (id === null) return;
  const name = survey.members.get(id) ?? id;
  book.author(name);
  book.keep({ entity: 'member', field: 'name' }, 'by-name');
  yield { kind: 'member', sourceId: id, name };
}
