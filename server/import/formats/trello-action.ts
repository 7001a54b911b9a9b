import { isObject, nameOf, textField } from './fields.ts';
import { notAfter, readInstant } from './instant.ts';
import type { CommentItem } from './item.ts';
import type { JsonObject } from './json-builder.ts';
import { limits } from './limits.ts';
import { fileTooLarge } from './problem.ts';
import { cutText, readId } from './text.ts';
import { tellOnce } from './trello-board.ts';
import type { TrelloBoard } from './trello-board.ts';
import { isComment } from './trello-survey.ts';

const entity = 'comment';

/** A comment out of the board's history; the rest of the history is counted by its type. */
export function readAction(board: TrelloBoard, action: JsonObject): CommentItem | null {
  const { book, survey } = board;
  if (!isComment(action)) {
    book.drop({ entity: 'history', field: nameOf(action.type, 60) || 'action' }, 'no-equivalent');
    return null;
  }
  const data = isObject(action.data) ? action.data : {};
  const card = isObject(data.card) ? readId(data.card.id) : null;
  const title = nameOf(data.text, limits.name);
  const id = readId(action.id);
  if (id === null || card === null || !survey.cards.has(card)) {
    book.skip('comment', title, id === null ? 'no-id' : 'unknown-parent');
    return null;
  }
  if (!tellOnce(board, id, { what: 'comment', title })) return null;
  if (board.told.size > limits.tasks + limits.comments)
    throw fileTooLarge('The board has too many comments.');
  const whole = textField(book, { entity, field: 'body' }, data.text);
  if (whole === '') return null;
  const body = cutText(whole, limits.comment);
  if (body !== whole) book.keep({ entity, field: 'body' }, 'cut');
  book.count(board.projectId, 'comments');
  return {
    kind: 'comment',
    sourceId: id,
    parentSourceId: card,
    body,
    author: readAuthor(board, action),
    createdAt: notAfter(readInstant(action.date), board.options.now),
  };
}

function readAuthor({ book, survey }: TrelloBoard, action: JsonObject): string | null {
  const creator = isObject(action.memberCreator) ? action.memberCreator : {};
  const id = readId(action.idMemberCreator);
  const name =
    nameOf(creator.fullName, limits.name) ||
    nameOf(creator.username, limits.name) ||
    (id === null ? '' : (survey.members.get(id) ?? id));
  if (name === '') return null;
  book.author(name);
  book.keep({ entity, field: 'author' }, 'by-name');
  return name;
}
