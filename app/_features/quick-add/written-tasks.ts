import { longestTitle } from '../../../server/domain/limits.ts';
import { linesOf } from '../../../server/domain/quick-add/paste.ts';
import type { Range } from '../../../server/domain/quick-add/tokens.ts';
import type { NewLine } from '../../_client/intents/add-task.ts';
import { readHere } from './grammar.ts';
import type { ReadLine } from './read-line.ts';

const mostLines = 500;

/** What is written in a line for new tasks: its text, and the parts of it that are to stay text. */
export type Written = { text: string; literal: readonly Range[] };

/** Where they go: `deepest` levels may come below. */
type Where = { workspaceId: string; deepest: number };

/**
 * The tasks that a text says, one a line, with what quick add understands of each; of a copied list the marks go, and
 * what is indented goes below. Until the grammar is here a line is a title.
 */
export function writtenTasks(
  { text, literal }: Written,
  { workspaceId, deepest }: Where,
): NewLine[] {
  const lines = linesOf(text)
    .slice(0, mostLines)
    .map((line) => ({ ...line, depth: Math.min(line.depth, deepest) }));
  const read = readHere(workspaceId);
  const [only] = lines;
  const single = lines.length === 1 && only?.text === text ? literal : [];
  return lines.map(({ text: line, depth }) => {
    const found = read?.(line, single);
    // Without a name it is no task: what was understood is all there is to call it.
    if (!found || found.line.title === '') return { title: line.slice(0, longestTitle), depth };
    return { ...fieldsOf(found), depth };
  });
}

function fieldsOf(found: ReadLine): NewLine {
  const { line, project, section, labelIds, newLabels, assigneeIds } = found;
  return {
    title: line.title.slice(0, longestTitle),
    ...(line.notes !== undefined && { notes: line.notes }),
    ...(line.startOn !== undefined && { startOn: line.startOn }),
    ...(line.dueOn !== undefined && { dueOn: line.dueOn }),
    ...(line.dueTime !== undefined && { dueTime: line.dueTime, timeZone: found.timeZone }),
    ...(line.rrule !== undefined && {
      recurrence: { rrule: line.rrule, anchor: line.anchor ?? 'schedule' },
    }),
    ...(line.priority !== undefined && { priority: line.priority }),
    ...(line.estimateMinutes !== undefined && { estimateMinutes: line.estimateMinutes }),
    ...(labelIds.length > 0 && { labelIds }),
    ...(newLabels.length > 0 && { newLabels }),
    ...(assigneeIds.length > 0 && { assigneeIds }),
    ...(project && { elsewhere: { projectId: project.id, sectionId: section?.id ?? null } }),
  };
}
