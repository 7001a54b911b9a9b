import { fold } from '../../domain/fold.ts';
import type { TaskStatus } from '../../domain/enums.ts';
import { nearestColour } from './colours.ts';
import {
  dropOthers,
  instantField,
  isBlank,
  isObject,
  nameOf,
  objectsOf,
  positionOf,
  textField,
  titleField,
} from './fields.ts';
import type { Sighting } from './github-entry.ts';
import { notAfter } from './instant.ts';
import type { ImportItem, ReadOptions } from './item.ts';
import type { Json, JsonObject } from './json-builder.ts';
import type { LedgerBook } from './ledger.ts';
import { limits } from './limits.ts';
import { composeNotes } from './notes.ts';
import type { Words } from './notes.ts';

export type LabelTold = Extract<ImportItem, { kind: 'label' }>;
export type Milestone = { key: string; name: string; position: number };

/** What an issue becomes; section and labels are items of their own. */
export type IssueRead = {
  title: string;
  notes: string;
  status: TaskStatus;
  createdAt: string | null;
  completedAt: string | null;
  labels: LabelTold[];
  milestone: Milestone | null;
  assignees: string[];
  author: string | null;
};

const entity = 'task';

const known = new Set([
  'id',
  'number',
  'title',
  'body',
  'state',
  'state_reason',
  'stateReason',
  'user',
  'author',
  'labels',
  'assignee',
  'assignees',
  'milestone',
  'comments',
  'created_at',
  'createdAt',
  'closed_at',
  'closedAt',
  'closed',
  'html_url',
  'url',
  // GitHub's own, or said again by another field.
  'node_id',
  'updated_at',
  'updatedAt',
  'repository',
  'repository_url',
  'labels_url',
  'comments_url',
  'events_url',
  'timeline_url',
  'author_association',
  'authorAssociation',
  'performed_via_github_app',
  'draft',
  'score',
  'commentsCount',
  'isPullRequest',
  'isLocked',
  'reactions',
  'text_matches',
  'closed_by',
  'locked',
]);

export function readIssue(
  sighting: Sighting,
  {
    book,
    words,
    options,
    project,
  }: { book: LedgerBook; words: Words; options: ReadOptions; project: string },
): IssueRead {
  const { issue, repository } = sighting;
  const { title, overflow } = titleField(
    book,
    { entity, field: 'title' },
    { value: issue.title, untitled: words.untitled, limit: limits.title },
  );
  const assignees = readAssignees(book, issue);
  const address = nameOf(issue.html_url ?? issue.url, 2_000);
  const origin = /^https?:\/\//i.test(address)
    ? { name: `${repository ?? ''}#${nameOf(issue.number, 40)}`, url: address }
    : null;
  if (origin) book.keep({ entity, field: 'url' }, 'in-notes');
  const body = textField(book, { entity, field: 'body' }, issue.body);
  const { notes, cut } = composeNotes(
    { title: overflow, body, assignees, attachments: [], origin },
    words,
    limits.notes,
  );
  if (cut) book.keep({ entity, field: 'body' }, 'cut');
  const status = readStatus(book, issue);
  const created = instantField(
    book,
    { entity, field: 'created' },
    issue.created_at ?? issue.createdAt,
  );
  const closed =
    status === 'open'
      ? null
      : instantField(book, { entity, field: 'closed' }, issue.closed_at ?? issue.closedAt);
  const reactions = isObject(issue.reactions) ? issue.reactions.total_count : 0;
  if (!isBlank(reactions)) book.drop({ entity, field: 'reactions' }, 'no-equivalent');
  if (issue.locked === true || issue.isLocked === true)
    book.drop({ entity, field: 'locked' }, 'no-equivalent');
  dropOthers(book, { entity, known }, issue);
  return {
    title,
    notes,
    status,
    createdAt: notAfter(created, options.now),
    completedAt: notAfter(closed, options.now),
    labels: readLabels(book, issue.labels),
    milestone: readMilestone(book, issue.milestone, project),
    assignees,
    author: readPerson(book, entity, issue.user ?? issue.author),
  };
}

function readStatus(book: LedgerBook, issue: JsonObject): TaskStatus {
  const state = nameOf(issue.state, 20).toLowerCase();
  const closed = state === 'closed' || (state === '' && issue.closed === true);
  if (!closed) {
    if (state !== '')
      book.keep({ entity, field: 'state' }, state === 'open' ? null : 'unknown-state');
    return 'open';
  }
  book.keep({ entity, field: 'state' });
  const reason = nameOf(issue.state_reason ?? issue.stateReason, 20).toLowerCase();
  return reason === 'not_planned' || reason === 'duplicate' ? 'cancelled' : 'done';
}

/** The name that tasks and comments are kept under: the login. Null for an account that is gone. */
export function readPerson(book: LedgerBook, of: string, person: Json | undefined): string | null {
  const name = isObject(person)
    ? nameOf(person.login, limits.name) || nameOf(person.name, limits.name)
    : nameOf(person, limits.name);
  if (name === '') return null;
  book.author(name);
  book.keep({ entity: of, field: 'author' }, 'by-name');
  return name;
}

function readAssignees(book: LedgerBook, issue: JsonObject): string[] {
  const people = [...objectsOf(issue.assignees), ...objectsOf([issue.assignee ?? null])];
  const names = new Set(people.map((person) => nameOf(person.login, limits.name)).filter(Boolean));
  for (let n = 0; n < names.size; n += 1) book.keep({ entity, field: 'assignees' }, 'in-notes');
  return [...names].slice(0, limits.labelsOfTask);
}

function readLabels(book: LedgerBook, value: Json | undefined): LabelTold[] {
  const told = new Map<string, LabelTold>();
  for (const label of Array.isArray(value) ? value : []) {
    const name = nameOf(isObject(label) ? label.name : label, limits.labelName);
    const sourceId = `label:${fold(name)}`;
    if (name === '' || told.has(sourceId) || sourceId.length > limits.sourceId) continue;
    if (told.size >= limits.labelsOfTask) {
      book.drop({ entity, field: 'labels' }, 'limit');
      continue;
    }
    const colour = nearestColour(isObject(label) ? nameOf(label.color, 7) : null);
    told.set(sourceId, { kind: 'label', sourceId, name, colour });
    book.keep({ entity, field: 'labels' });
  }
  return [...told.values()];
}

/** A milestone groups issues as a section does; closed ones come last. */
function readMilestone(
  book: LedgerBook,
  value: Json | undefined,
  project: string,
): Milestone | null {
  if (!isObject(value)) return null;
  const name = nameOf(value.title, limits.name);
  if (name === '') return null;
  const number = typeof value.number === 'number' ? value.number : 0;
  const closed = nameOf(value.state, 20).toLowerCase() === 'closed';
  book.keep({ entity, field: 'milestone' }, 'is-section');
  return {
    key: `${project}/milestone/${number || fold(name)}`,
    name,
    position: positionOf(number, 0) + (closed ? 1_000_000 : 0),
  };
}
