import { cutNote, dropOthers, isObject, nameOf, textField } from './fields.ts';
import { describeEntry, readSighting } from './github-entry.ts';
import type { CommentSighting, Sighting } from './github-entry.ts';
import { dropReactions, readIssue, readPerson } from './github-issue.ts';
import { countGithubLabel } from './github-label.ts';
import { countMilestone } from './github-milestone.ts';
import { githubRule } from './github-rule.ts';
import { emptyGithubSurvey, rankIssues, surveySighting } from './github-survey.ts';
import type { GithubSurvey } from './github-survey.ts';
import { notAfter, readInstant } from './instant.ts';
import type { ImportItem, ReadOptions, Reading } from './item.ts';
import type { JsonObject } from './json-builder.ts';
import { jsonRecords } from './json-records.ts';
import { createLedger } from './ledger.ts';
import type { LedgerBook } from './ledger.ts';
import { limits } from './limits.ts';
import { wordsOf } from './notes.ts';
import type { Words } from './notes.ts';
import { fileProblem } from './problem.ts';
import type { Source } from './source.ts';
import { cutText, oneLine } from './text.ts';

type Issues = {
  survey: GithubSurvey;
  book: LedgerBook;
  options: ReadOptions;
  words: Words;
  scope: string;
  /** Projects, sections and labels that were told already. */
  told: Set<string>;
};

/**
 * GitHub issues: the REST list, `gh issue list --json`, web hook payloads, also mixed and of several
 * repositories, each of which becomes a project. Read twice, to know the newest state of each issue.
 * @throws CairnError naming what is wrong with the file
 */
export async function openGithub(source: Source, options: ReadOptions): Promise<Reading> {
  const survey = emptyGithubSurvey();
  const scope = oneLine(options.projectName ?? '')
    .slice(0, limits.name)
    .toLowerCase();
  let at = 0;
  let seen = '';
  for await (const { value } of jsonRecords(source.open(), githubRule)) {
    const sighting = isObject(value) ? readSighting(value, scope) : null;
    if (sighting) surveySighting(survey, sighting, at++);
    else if (seen === '' && isObject(value)) seen = describeEntry(value);
  }
  if (at === 0) {
    throw fileProblem(
      `The file holds no GitHub issues${seen === '' ? '' : `; its first entry is "${cutText(oneLine(seen), limits.name)}"`}.`,
    );
  }
  rankIssues(survey);
  const book = createLedger('github');
  const issues = {
    survey,
    book,
    options,
    words: wordsOf(options.locale),
    scope,
    told: new Set<string>(),
  };
  return { format: 'github', items: () => readIssues(source, issues), ledger: () => book.result() };
}

async function* readIssues(source: Source, issues: Issues): AsyncGenerator<ImportItem> {
  let at = 0;
  for await (const { value, around } of jsonRecords(source.open(), githubRule)) {
    const sighting = isObject(value) ? readSighting(value, issues.scope) : null;
    if (sighting) yield* readOne(issues, sighting, at++);
    else if (!around) issues.book.skip('entry', describeEntry(value), 'not-an-issue');
  }
}

function* readOne(issues: Issues, sighting: Sighting, at: number): Generator<ImportItem> {
  const { survey, book } = issues;
  const newest = survey.issues.get(sighting.key);
  if (!newest) return;
  const counts = newest.at === at;
  const left = newest.pullRequest ? 'pull-request' : newest.deleted ? 'deleted-there' : null;
  if (!counts) book.drop({ entity: 'task', field: 'version' }, 'older-version');
  if (left) {
    if (counts)
      book.skip(
        newest.pullRequest ? 'pull request' : 'issue',
        nameOf(sighting.issue.title, limits.name),
        left,
      );
    book.drop({ entity: 'comment', field: 'body' }, left, sighting.comments.length);
    return;
  }
  if (counts) yield* readNewest(issues, sighting);
  for (const comment of sighting.comments) yield* readComment(issues, sighting, { ...comment, at });
}

function* readNewest(issues: Issues, sighting: Sighting): Generator<ImportItem> {
  const { survey, book, told } = issues;
  const project = yield* readProject(issues, sighting);
  const read = readIssue(sighting, { ...issues, project });
  for (const one of read.labels) {
    const { label } = one;
    if (!told.has(`${project} ${label.sourceId}`)) book.count(project, 'labels');
    told.add(`${project} ${label.sourceId}`);
    if (told.has(label.sourceId)) continue;
    told.add(label.sourceId);
    countGithubLabel(book, one);
    yield label;
  }
  const { milestone } = read;
  if (milestone && !told.has(milestone.sourceId)) {
    told.add(milestone.sourceId);
    book.count(project, 'sections');
    countMilestone(book, sighting.issue.milestone as JsonObject);
    yield milestone;
  }
  const said = sighting.issue.comments;
  const missing =
    typeof said === 'number'
      ? Math.min(said, 100_000) - (survey.commentsOf.get(sighting.key) ?? 0)
      : 0;
  if (missing > 0)
    book.drop({ entity: 'comment', field: 'body' }, 'not-in-file', Math.floor(missing));
  book.count(project, 'tasks');
  yield {
    kind: 'task',
    sourceId: sighting.key,
    parentSourceId: null,
    projectSourceId: project,
    sectionSourceId: milestone?.sourceId ?? null,
    depth: 0,
    position: survey.issues.get(sighting.key)?.rank ?? 0,
    title: read.title,
    notes: read.notes,
    status: read.status,
    startAt: null,
    dueAt: null,
    createdAt: read.createdAt,
    completedAt: read.completedAt,
    labelSourceIds: read.labels.map(({ label }) => label.sourceId),
    assignees: read.assignees,
    author: read.author,
    prints: read.prints,
  };
}

function* readProject(
  { survey, book, options, scope, told }: Issues,
  sighting: Sighting,
): Generator<ImportItem, string> {
  const { repository } = sighting;
  const sourceId =
    repository === null ? `issues:${scope}` : `repository:${repository.toLowerCase()}`;
  if (told.has(sourceId)) return sourceId;
  told.add(sourceId);
  const given = oneLine(options.projectName ?? '');
  const several = survey.repositories.size > 1;
  const own = repository ?? 'GitHub';
  const whole = given === '' ? own : several && repository !== null ? `${given}: ${own}` : given;
  const name = cutText(whole, limits.name);
  book.project(sourceId, name);
  book.keep(
    { entity: 'project', field: 'name' },
    repository === null && given === '' ? 'no-project-name' : cutNote(whole, limits.name),
  );
  yield { kind: 'project', sourceId, name, prints: {} };
  return sourceId;
}

const knownOfComment = new Set([
  'id',
  'node_id',
  'body',
  'user',
  'author',
  'created_at',
  'createdAt',
  'updated_at',
  'updatedAt',
  'url',
  'html_url',
  'issue_url',
  'author_association',
  'authorAssociation',
  'performed_via_github_app',
  'reactions',
  'includesCreatedEdit',
  'viewerDidAuthor',
]);

function* readComment(
  { survey, book, options, told }: Issues,
  sighting: Sighting,
  { comment, key, at }: CommentSighting & { at: number },
): Generator<ImportItem> {
  const newest = survey.comments.get(key);
  if (newest?.at !== at || told.has(key))
    return book.drop({ entity: 'comment', field: 'version' }, 'older-version');
  told.add(key);
  if (newest.deleted)
    return book.skip('comment', nameOf(comment.body, limits.name), 'deleted-there');
  const whole = textField(book, { entity: 'comment', field: 'body' }, comment.body);
  if (whole === '') return;
  const body = cutText(whole, limits.comment);
  if (body !== whole) book.keep({ entity: 'comment', field: 'body' }, 'cut');
  dropReactions(book, 'comment', comment);
  dropOthers(book, { entity: 'comment', known: knownOfComment }, comment);
  const { repository } = sighting;
  book.count(
    repository === null ? `issues:${scopeOf(options)}` : `repository:${repository.toLowerCase()}`,
    'comments',
  );
  yield {
    kind: 'comment',
    sourceId: key,
    parentSourceId: sighting.key,
    body,
    author: readPerson(book, 'comment', comment.user ?? comment.author),
    createdAt: notAfter(readInstant(comment.created_at ?? comment.createdAt), options.now),
  };
}

function scopeOf(options: ReadOptions): string {
  return oneLine(options.projectName ?? '')
    .slice(0, limits.name)
    .toLowerCase();
}
