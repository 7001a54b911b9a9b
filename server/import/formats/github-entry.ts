import { isObject, nameOf, objectsOf } from './fields.ts';
import { readInstant } from './instant.ts';
import type { Json, JsonObject } from './json-builder.ts';
import { limits } from './limits.ts';
import { readId } from './text.ts';

/** One appearance of an issue in a file; the same issue may appear many times, at different ages. */
export type Sighting = {
  issue: JsonObject;
  /** `owner/name`, or null where the file does not say. */
  repository: string | null;
  /** The same issue has the same key in every appearance and in every later file. */
  key: string;
  time: number;
  /** The entry tells that the issue was deleted. */
  deleted: boolean;
  pullRequest: boolean;
  comments: CommentSighting[];
};

export type CommentSighting = { comment: JsonObject; key: string; time: number; deleted: boolean };

/**
 * The issue that an entry is or tells of: an issue of the REST list or of `gh issue list --json`, a
 * web hook's payload, one such payload inside an event or a delivery.
 * @param scope stands for the repository where the file does not name it
 * @returns null when the entry is about something else
 */
export function readSighting(entry: JsonObject, scope: string): Sighting | null {
  const payload = payloadOf(entry);
  const issue = isObject(payload.issue) ? payload.issue : isIssue(payload) ? payload : null;
  if (issue === null) return null;
  const repository =
    repositoryOf(issue) ?? nameInside(payload.repository) ?? nameInside(entry.repo);
  const key = issueKey(issue, repository, scope);
  if (key === null) return null;
  const action = isObject(payload.issue) ? payload.action : null;
  return {
    issue,
    repository,
    key,
    time: timeOf(issue.updated_at ?? issue.updatedAt ?? issue.created_at ?? issue.createdAt),
    deleted: action === 'deleted' && !isObject(payload.comment),
    pullRequest: isPullRequest(issue),
    comments: commentsOf(payload, issue, action === 'deleted'),
  };
}

/** What an entry that is no issue should be called in the ledger. */
export function describeEntry(entry: Json): string {
  if (!isObject(entry)) return nameOf(entry, limits.name);
  const payload = payloadOf(entry);
  const noun = Object.keys(payload).find(
    (field) =>
      isObject(payload[field]) &&
      !['repository', 'sender', 'organization', 'installation', 'changes'].includes(field),
  );
  const said = [nameOf(payload.action, 40), noun ?? ''].filter(Boolean).join(' ');
  return nameOf(payload.title, limits.name) || said || Object.keys(payload).slice(0, 5).join(', ');
}

function payloadOf(entry: JsonObject): JsonObject {
  if (isObject(entry.payload)) return entry.payload;
  if (isObject(entry.request) && isObject(entry.request.payload)) return entry.request.payload;
  return entry;
}

/** Milestones have a number and a title too. */
function isIssue(value: JsonObject): boolean {
  const titled = typeof value.title === 'string' || typeof value.title === 'number';
  return (
    titled && (readId(value.number) ?? readId(value.id)) !== null && value.open_issues === undefined
  );
}

function isPullRequest(issue: JsonObject): boolean {
  const address = nameOf(issue.html_url ?? issue.url, 2_000);
  return (
    isObject(issue.pull_request) ||
    isObject(issue.head) ||
    issue.isPullRequest === true ||
    /\/pull\/\d+$/.test(address)
  );
}

function repositoryOf(issue: JsonObject): string | null {
  for (const address of [issue.repository_url, issue.html_url, issue.url]) {
    const found =
      typeof address === 'string'
        ? /^https?:\/\/[^/]+\/(?:api\/v3\/)?(?:repos\/)?([\w.-]{1,100}\/[\w.-]{1,100})(?![\w.-])/.exec(
            address,
          )
        : null;
    if (found?.[1]) return found[1];
  }
  return nameInside(issue.repository);
}

function nameInside(value: Json | undefined): string | null {
  if (!isObject(value)) return null;
  for (const name of [value.full_name, value.nameWithOwner, value.name]) {
    if (typeof name === 'string' && /^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(name)) return name;
  }
  return null;
}

function issueKey(issue: JsonObject, repository: string | null, scope: string): string | null {
  const number = readId(issue.number);
  const id = readId(issue.id, 100);
  if (repository !== null && number !== null) return `${repository.toLowerCase()}#${number}`;
  if (id !== null) return `id:${id}`;
  return number === null ? null : `${scope}#${number}`;
}

function commentsOf(payload: JsonObject, issue: JsonObject, deleted: boolean): CommentSighting[] {
  const found = isObject(payload.comment) ? [readComment(payload.comment, deleted)] : [];
  // `gh` writes the comments themselves where REST writes their number.
  for (const comment of objectsOf(issue.comments)) found.push(readComment(comment, false));
  return found.filter((comment) => comment !== null);
}

function readComment(comment: JsonObject, deleted: boolean): CommentSighting | null {
  const address = nameOf(comment.html_url ?? comment.url, 2_000);
  const id = /#issuecomment-(\d{1,20})$/.exec(address)?.[1] ?? readId(comment.id, 100);
  if (id === null) return null;
  const time = timeOf(
    comment.updated_at ?? comment.updatedAt ?? comment.created_at ?? comment.createdAt,
  );
  return { comment, key: `comment:${id}`, time, deleted };
}

function timeOf(value: Json | undefined): number {
  const at = readInstant(value);
  return at === null ? 0 : Date.parse(at);
}
