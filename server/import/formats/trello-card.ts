import type { TaskStatus } from '../../domain/enums.ts';
import {
  countKept,
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
import { composeNotes, untitledPrint } from './notes.ts';
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
  'actions',
  'idMemberCreator',
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
  'idOrganization',
  'manualCoverAttachment',
  'dateViewedByCreator',
  'creationMethod',
  'creationMethodError',
  'creationMethodLoadingStartedAt',
  'pinned',
  'idMembersVoted',
  'cover',
  'idAttachmentCover',
  'dueReminder',
  'subscribed',
]);

const knownOfAttachment = new Set([
  'id',
  'name',
  'url',
  'pos',
  'bytes',
  'mimeType',
  'fileName',
  'edgeColor',
  'previews',
  'isUpload',
  'isMalicious',
  'nodeId',
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
  const { notes, cut, print } = composeNotes(
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
    labelSourceIds: readLabels(board, card),
    assignees,
    author: readAuthor(board, card, id),
    prints: { ...untitledPrint('title', title, words), ...print },
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
  const [most, note] = [limits.labelsOfTask, 'in-notes'] as const;
  countKept(book, { entity, field: 'assignees' }, { count: ids.size, most, note });
  return [...ids].slice(0, most).map((id) => survey.members.get(id) ?? id);
}

/** Who made the card, by name: as the history or the card itself tells. */
function readAuthor({ book, survey }: TrelloBoard, card: JsonObject, id: string): string | null {
  const maker = survey.makers.get(id) ?? readId(card.idMemberCreator);
  const name = survey.members.get(maker ?? '') ?? survey.people.get(maker ?? '');
  if (name !== undefined) {
    book.author(name);
    book.keep({ entity, field: 'author' }, 'by-name');
  } else if (maker !== null) book.drop({ entity, field: 'author' }, 'not-in-file');
  return name ?? null;
}

function readLabels({ book }: TrelloBoard, card: JsonObject): string[] {
  const keys = new Set<string>();
  const labels = objectsOf(card.labels);
  const there = new Set(labels.map((label) => readId(label.id)));
  const named = Array.isArray(card.idLabels) ? card.idLabels : [];
  const missing = named.filter((id) => !there.has(readId(id)));
  book.drop({ entity, field: 'labels' }, 'not-in-file', missing.length);
  for (const label of labels) {
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
    dropOthers(book, { entity: 'attachment', known: knownOfAttachment }, attachment);
    if (name === '') book.drop({ entity, field: 'attachments' }, 'untitled');
    else if (links.length >= limits.labelsOfTask)
      book.drop({ entity, field: 'attachments' }, 'limit');
    else {
      links.push({ name, url });
      book.keep({ entity, field: 'attachments' }, 'in-notes');
    }
  }
  return links;
}

function countLosses({ book, survey }: TrelloBoard, card: JsonObject, id: string): void {
  const badges = isObject(card.badges) ? card.badges : {};
  const voters = Array.isArray(card.idMembersVoted) ? card.idMembersVoted.length : 0;
  const votes = Math.max(voters, countOf(badges.votes));
  book.drop({ entity, field: 'votes' }, 'no-equivalent', votes);
  const cover = isObject(card.cover)
    ? (card.cover.color ?? card.cover.idAttachment ?? card.cover.idUploadedBackground)
    : null;
  if (!isBlank(cover) || !isBlank(card.idAttachmentCover))
    book.drop({ entity, field: 'cover' }, 'no-equivalent');
  if (typeof card.dueReminder === 'number' && card.dueReminder >= 0)
    book.drop({ entity, field: 'dueReminder' }, 'no-equivalent');
  if (card.subscribed === true) book.drop({ entity, field: 'subscribed' }, 'no-equivalent');
  const missing = countOf(badges.comments) - (survey.commentsOf.get(id) ?? 0);
  book.drop({ entity: 'comment', field: 'body' }, 'not-in-file', Math.max(0, missing));
  dropOthers(book, { entity, known }, card);
}

/** A number of things that the file tells, as far as it can be believed. */
function countOf(value: Json | undefined): number {
  return typeof value === 'number' ? Math.floor(Math.min(Math.max(value, 0), 100_000)) : 0;
}
