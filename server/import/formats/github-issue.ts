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
import type { Sighting } from './github-entry.ts';
import { readGithubLabels } from './github-label.ts';
import type { LabelRead } from './github-label.ts';
import { readMilestone } from './github-milestone.ts';
import { notAfter } from './instant.ts';
import type { Prints, ReadOptions, SectionItem } from './item.ts';
import type { Json, JsonObject } from './json-builder.ts';
import type { LedgerBook } from './ledger.ts';
import { limits } from './limits.ts';
import { composeNotes, untitledPrint } from './notes.ts';
import type { Words } from './notes.ts';

/** What an issue becomes; section and labels are items of their own. */
export type IssueRead = {
  title: string;
  notes: string;
  status: TaskStatus;
  createdAt: string | null;
  completedAt: string | null;
  labels: LabelRead[];
  milestone: SectionItem | null;
  assignees: string[];
  author: string | null;
  prints: Prints;
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
  const { notes, cut, print } = composeNotes(
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
  dropReactions(book, entity, issue);
  if (issue.locked === true || issue.isLocked === true)
    book.drop({ entity, field: 'locked' }, 'no-equivalent');
  dropOthers(book, { entity, known }, issue);
  const milestone = readMilestone(issue.milestone, project);
  if (milestone) book.keep({ entity, field: 'milestone' }, 'is-section');
  return {
    title,
    notes,
    status,
    createdAt: notAfter(created, options.now),
    completedAt: notAfter(closed, options.now),
    labels: readGithubLabels(book, issue.labels),
    milestone,
    assignees,
    author: readPerson(book, entity, issue.user ?? issue.author),
    prints: { ...untitledPrint('title', title, words), ...print },
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

/** What people put under an issue or a comment with one click. */
export function dropReactions(book: LedgerBook, of: string, record: JsonObject): void {
  const count = isObject(record.reactions) ? record.reactions.total_count : 0;
  if (!isBlank(count)) book.drop({ entity: of, field: 'reactions' }, 'no-equivalent');
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
  const [most, note] = [limits.labelsOfTask, 'in-notes'] as const;
  countKept(book, { entity, field: 'assignees' }, { count: names.size, most, note });
  return [...names].slice(0, most);
}
