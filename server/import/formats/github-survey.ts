import { positionOf } from './fields.ts';
import type { Sighting } from './github-entry.ts';
import { limits } from './limits.ts';
import { fileTooLarge } from './problem.ts';
import { readId } from './text.ts';

/** The appearance that counts: the newest; of equally new ones one that is not deleted, then the last. */
type Newest = { at: number; time: number; deleted: boolean };

type NewestIssue = Newest & {
  pullRequest: boolean;
  repository: string;
  number: number;
  /** Place among all issues: by repository, then as they were made. */
  rank: number;
};

/** Which appearance of each issue and comment counts; ids and numbers only. */
export type GithubSurvey = {
  issues: Map<string, NewestIssue>;
  comments: Map<string, Newest>;
  /** Comments of the file by the issue's key. */
  commentsOf: Map<string, number>;
  repositories: Set<string>;
};

export function emptyGithubSurvey(): GithubSurvey {
  return { issues: new Map(), comments: new Map(), commentsOf: new Map(), repositories: new Set() };
}

/** @param at the place of the appearance in the file, counted from 0 */
export function surveySighting(survey: GithubSurvey, sighting: Sighting, at: number): void {
  const { key, time, deleted, pullRequest } = sighting;
  if (newer(survey.issues.get(key), { time, deleted }))
    survey.issues.set(key, { at, time, deleted, pullRequest, ...placeOf(sighting), rank: 0 });
  if (survey.issues.size > limits.tasks)
    throw fileTooLarge(`The file has more than ${limits.tasks} issues.`);
  for (const comment of sighting.comments) {
    const known = survey.comments.get(comment.key);
    if (!known) survey.commentsOf.set(key, (survey.commentsOf.get(key) ?? 0) + 1);
    if (newer(known, comment))
      survey.comments.set(comment.key, { at, time: comment.time, deleted: comment.deleted });
  }
  if (survey.comments.size > limits.comments)
    throw fileTooLarge(`The file has more than ${limits.comments} comments.`);
  if (sighting.repository !== null && !pullRequest)
    survey.repositories.add(sighting.repository.toLowerCase());
  if (survey.repositories.size > limits.projects)
    throw fileTooLarge(`The file has issues of more than ${limits.projects} repositories.`);
}

function placeOf({ issue, repository }: Sighting): { repository: string; number: number } {
  const number = Number(readId(issue.number) ?? 0);
  return { repository: repository?.toLowerCase() ?? '', number: positionOf(number, 0) };
}

/** Puts the issues in order. */
export function rankIssues(survey: GithubSurvey): void {
  const sorted = [...survey.issues.values()].toSorted(
    (a, b) =>
      (a.repository < b.repository ? -1 : Number(a.repository > b.repository)) ||
      a.number - b.number,
  );
  for (const [index, issue] of sorted.entries()) issue.rank = index;
}

function newer(known: Newest | undefined, next: { time: number; deleted: boolean }): boolean {
  if (!known || next.time !== known.time) return !known || next.time > known.time;
  return known.deleted || !next.deleted;
}
