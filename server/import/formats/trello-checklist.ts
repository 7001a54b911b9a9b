import { dropOthers, instantField, nameOf, objectsOf, positionOf, titleField } from './fields.ts';
import { notAfter, objectIdTime } from './instant.ts';
import type { TaskItem } from './item.ts';
import type { JsonObject } from './json-builder.ts';
import { limits } from './limits.ts';
import { composeNotes, untitledPrint } from './notes.ts';
import { fileTooLarge } from './problem.ts';
import { readId } from './text.ts';
import { tellOnce } from './trello-board.ts';
import type { TrelloBoard } from './trello-board.ts';
import { cardOf } from './trello-survey.ts';

const entity = 'subtask';

const knownOfList = new Set([
  'id',
  'name',
  'pos',
  'checkItems',
  'idBoard',
  'idCard',
  'nodeId',
  'limits',
  'creationMethod',
]);

const knownOfItem = new Set([
  'id',
  'name',
  'pos',
  'state',
  'due',
  'idMember',
  'idChecklist',
  'nodeId',
  'nameData',
  'type',
  'limits',
  'textData',
]);

/** Places of items begin where no checklist's can be. */
const firstItem = limits.tasks;

/**
 * A checklist as subtasks. The items of a card's only checklist stand below the card; where there
 * are several, each checklist is a subtask of its own and its items stand below that.
 */
export function* readChecklist(board: TrelloBoard, checklist: JsonObject): Generator<TaskItem> {
  const { book, survey } = board;
  const id = readId(checklist.id);
  const name = nameOf(checklist.name, limits.name);
  const card = id === null ? null : cardOf(survey, id);
  if (id === null || card === null) {
    const reason = id === null ? 'no-id' : 'unknown-parent';
    book.skip('checklist', name, reason);
    for (const item of objectsOf(checklist.checkItems))
      book.skip('checklist item', nameOf(item.name, limits.name), reason);
    return;
  }
  // The same checklist may stand in its card and on the board.
  if (board.told.has(id)) return;
  board.told.add(id);
  const several = (survey.checklistsOf.get(card) ?? 0) > 1;
  dropOthers(book, { entity: 'checklist', known: knownOfList }, checklist);
  if (several) {
    book.keep({ entity: 'checklist', field: 'name' }, 'is-subtask');
    const position = survey.checklists.get(id)?.rank ?? 0;
    yield subtask(board, { id, position, parent: card, depth: 1, record: checklist });
  } else if (name !== '') book.drop({ entity: 'checklist', field: 'name' }, 'only-checklist');
  const items = objectsOf(checklist.checkItems).toSorted(
    (a, b) => positionOf(a.pos, 0) - positionOf(b.pos, 0),
  );
  for (const item of items) {
    const itemId = readId(item.id);
    const title = nameOf(item.name, limits.name);
    if (itemId === null) book.skip('checklist item', title, 'no-id');
    else if (tellOnce(board, itemId, { what: 'checklist item', title })) {
      dropOthers(book, { entity, known: knownOfItem }, item);
      board.items += 1;
      const place = several ? { parent: id, depth: 2 } : { parent: card, depth: 1 };
      yield subtask(board, {
        id: itemId,
        position: firstItem + board.items,
        ...place,
        record: item,
      });
    }
  }
}

type Place = { id: string; position: number; parent: string; depth: number; record: JsonObject };

function subtask(board: TrelloBoard, { id, position, parent, depth, record }: Place): TaskItem {
  const { book, words, survey, options } = board;
  const { title, overflow } = titleField(
    book,
    { entity, field: 'title' },
    { value: record.name, untitled: words.untitled, limit: limits.title },
  );
  const member = readId(record.idMember);
  const assignees = member === null ? [] : [survey.members.get(member) ?? member];
  if (member !== null) book.keep({ entity, field: 'assignees' }, 'in-notes');
  const { notes, print } = composeNotes(
    { title: overflow, body: '', assignees, attachments: [], origin: null },
    words,
    limits.notes,
  );
  const done = record.state === 'complete';
  if (done) book.keep({ entity, field: 'status' });
  book.count(board.projectId, 'subtasks');
  if (board.told.size > limits.tasks + limits.comments)
    throw fileTooLarge('The board has too many checklist items.');
  return {
    kind: 'task',
    sourceId: id,
    parentSourceId: parent,
    projectSourceId: board.projectId,
    sectionSourceId: null,
    depth,
    position: position,
    title,
    notes,
    status: done ? 'done' : 'open',
    startAt: null,
    dueAt: instantField(book, { entity, field: 'due' }, record.due),
    createdAt: notAfter(objectIdTime(id), options.now),
    completedAt: null,
    labelSourceIds: [],
    assignees,
    author: null,
    prints: { ...untitledPrint('title', title, words), ...print },
  };
}
