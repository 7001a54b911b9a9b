import type { TaskStatus } from '../../domain/enums.ts';
import {
  dropOthers,
  instantField,
  isBlank,
  isObject,
  nameOf,
  objectsOf,
  textField,
  titleField,
} from './fields.ts';
import { notAfter, objectIdTime, readInstant } from './instant.ts';
import type { TaskItem } from './item.ts';
import type { Json, JsonObject } from './json-builder.ts';
import { limits } from './limits.ts';
import { composeNotes } from './notes.ts';
import type { Link } from './notes.ts';
import { readId } from './text.ts';
import { tellOnce } from './trello-board.ts';
import type { TrelloBoard } from './trello-board.ts';
import { readTrelloLabel } from './trello-label.ts';

const entity = 'task';

const known = new Set([
  'id',
  'name',
  'desc',
  'pos',
  'due',
  'start',
  'dueComplete',
  'dateCompleted',
  'closed',
  'dateClosed',
  'dateLastActivity',
  'idList',
  'idMembers',
  'idChecklists',
  'checklists',
  'labels',
  'idLabels',
  'attachments',
  'badges',
  'checkItemStates',
  // Trello's own, or said again by another field.
  'nodeId',
  'descData',
  'idBoard',
  'idShort',
  'shortUrl',
  'shortLink',
  'url',
  'email',
  'limits',
  'members',
  'actions',
  'idOrganization',
  'manualCoverAttachment',
  'dateViewedByCreator',
  'creationMethod',
  'creationMethodError',
  'creationMethodLoadingStartedAt',
  'cardRole',
  'mirrorSourceId',
  'isTemplate',
  'pinned',
  'idMemberCreator',
  'idMembersVoted',
  'cover',
  'idAttachmentCover',
  'dueReminder',
  'subscribed',
]);

/** A card as a task; null when it has no id or came before. */
export function readCard(board: TrelloBoard, card: JsonObject): TaskItem | null {
  const { book, words, options } = board;
  const id = readId(card.id);
  const label = nameOf(card.name, limits.name);
  if (id === null) {
    book.skip('card', label, 'no-id');
    return null;
  }
  if (!tellOnce(board, id, { what: 'card', title: label })) return null;

  const { title, overflow } = titleField(
    book,
    { entity, field: 'title' },
    { value: card.name, untitled: words.untitled, limit: limits.title },
  );
  const assignees = readMembers(board, card.idMembers);
  const { notes, cut } = composeNotes(
    {
      title: overflow,
      body: textField(book, { entity, field: 'notes' }, card.desc),
      assignees,
      attachments: readAttachments(board, card.attachments),
      origin: null,
    },
    words,
    limits.notes,
  );
  if (cut) book.keep({ entity, field: 'notes' }, 'cut');

  const dueAt = instantField(book, { entity, field: 'due' }, card.due);
  const startAt = instantField(book, { entity, field: 'start' }, card.start);
  const status = readStatus(board, card);
  const created = notAfter(objectIdTime(id), options.now);
  if (created !== null) book.keep({ entity, field: 'created' });
  const finished =
    readInstant(card.dateCompleted) ??
    readInstant(card.dateClosed) ??
    readInstant(card.dateLastActivity);
  countLosses(board, card, id);
  book.count(board.projectId, 'tasks');
  return {
    kind: 'task',
    sourceId: id,
    parentSourceId: null,
    projectSourceId: board.projectId,
    sectionSourceId: readListId(board, card),
    depth: 0,
    position: board.survey.cards.get(id)?.rank ?? 0,
    title,
    notes,
    status,
    startAt,
    dueAt,
    createdAt: created,
    completedAt: status === 'open' ? null : notAfter(finished, options.now),
    labelSourceIds: readLabels(board, card.labels),
    assignees,
    author: null,
  };
}

function readListId({ book, survey }: TrelloBoard, card: JsonObject): string | null {
  const list = readId(card.idList);
  const found = list !== null && survey.lists.has(list);
  if (found) book.keep({ entity, field: 'section' });
  else book.drop({ entity, field: 'section' }, 'unknown-list');
  return found ? list : null;
}

/** Archived is out of sight, and so is a card in an archived list: both end up done, and counted. */
function readStatus({ book, survey }: TrelloBoard, card: JsonObject): TaskStatus {
  const done = card.dueComplete === true;
  const archived =
    card.closed === true || survey.lists.get(readId(card.idList) ?? '')?.closed === true;
  if (!done && !archived) return 'open';
  book.keep({ entity, field: 'status' }, done ? null : 'archived-is-done');
  return 'done';
}

function readMembers({ book, survey }: TrelloBoard, value: Json | undefined): string[] {
  if (!Array.isArray(value)) return [];
  const ids = new Set(value.map((each) => readId(each)).filter((id) => id !== null));
  for (let n = 0; n < ids.size; n += 1) book.keep({ entity, field: 'assignees' }, 'in-notes');
  return [...ids].slice(0, limits.labelsOfTask).map((id) => survey.members.get(id) ?? id);
}

function readLabels({ book }: TrelloBoard, value: Json | undefined): string[] {
  const keys = new Set<string>();
  for (const label of objectsOf(value)) {
    const read = readTrelloLabel(label);
    if (!read || keys.has(read.key)) continue;
    if (keys.size >= limits.labelsOfTask) {
      book.drop({ entity, field: 'labels' }, 'limit');
      continue;
    }
    keys.add(read.key);
    book.keep({ entity, field: 'labels' });
  }
  return [...keys];
}

function readAttachments({ book }: TrelloBoard, value: Json | undefined): Link[] {
  const links: Link[] = [];
  for (const attachment of objectsOf(value)) {
    const url = nameOf(attachment.url, 2_000);
    const name = nameOf(attachment.name, limits.name) || url;
    if (name === '') continue;
    if (links.length >= limits.labelsOfTask) book.drop({ entity, field: 'attachments' }, 'limit');
    else {
      links.push({ name, url });
      book.keep({ entity, field: 'attachments' }, 'in-notes');
    }
  }
  return links;
}

function countLosses({ book, survey }: TrelloBoard, card: JsonObject, id: string): void {
  if (Array.isArray(card.idMembersVoted))
    book.drop({ entity, field: 'votes' }, 'no-equivalent', card.idMembersVoted.length);
  const cover = isObject(card.cover)
    ? (card.cover.color ?? card.cover.idAttachment ?? card.cover.idUploadedBackground)
    : null;
  if (!isBlank(cover) || !isBlank(card.idAttachmentCover))
    book.drop({ entity, field: 'cover' }, 'no-equivalent');
  if (typeof card.dueReminder === 'number' && card.dueReminder >= 0)
    book.drop({ entity, field: 'dueReminder' }, 'no-equivalent');
  if (card.subscribed === true) book.drop({ entity, field: 'subscribed' }, 'no-equivalent');
  const said = isObject(card.badges) ? card.badges.comments : 0;
  const missing =
    typeof said === 'number' ? Math.min(said, 100_000) - (survey.commentsOf.get(id) ?? 0) : 0;
  if (missing > 0)
    book.drop({ entity: 'comment', field: 'body' }, 'not-in-file', Math.floor(missing));
  dropOthers(book, { entity, known }, card);
}
