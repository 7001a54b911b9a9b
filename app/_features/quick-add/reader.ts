import type { Range } from '../../../server/domain/quick-add/tokens.ts';
import { longestTitle } from '../../../server/domain/limits.ts';
import { nowIso } from '../../_client/clock.ts';
import type { NewLine } from '../../_client/intents/add-task.ts';
import { store } from '../../_client/store/page-store.ts';
import { namesIn } from './names-in.ts';
import { readLine } from './read-line.ts';
import type { ReadLine } from './read-line.ts';

/** Reads a line for a workspace as its person would have it read now; null before the person is known. */
export function readHere(
  workspaceId: string,
  text: string,
  literal: readonly Range[],
): ReadLine | null {
  const [me] = store.tables.users.rows.values();
  if (!me) return null;
  const { timeZone } = me;
  const setting = { now: nowIso(), timeZone, locale: localeHere(me.locale), literal };
  return readLine(text, setting, namesIn(workspaceId));
}

/** The browser's own region where it speaks the page's language: it says which way 5/12 is written. */
function localeHere(locale: string): string {
  return navigator.languages.find((one) => one.split('-')[0] === locale) ?? locale;
}

/** The task that a line says; null where nothing is left to call it by: then the words are its name. */
export function taskOf(found: ReadLine | null): NewLine | null {
  if (!found || found.line.title === '') return null;
  const { line, project, section, labelIds, newLabels, assigneeIds } = found;
  const { notes, startOn, dueOn, dueTime, rrule, priority, estimateMinutes } = line;
  return {
    title: line.title.slice(0, longestTitle),
    ...(notes !== undefined && { notes }),
    ...(startOn !== undefined && { startOn }),
    ...(dueOn !== undefined && { dueOn }),
    ...(dueTime !== undefined && { dueTime, timeZone: found.timeZone }),
    ...(rrule !== undefined && { recurrence: { rrule, anchor: line.anchor ?? 'schedule' } }),
    ...(priority !== undefined && { priority }),
    ...(estimateMinutes !== undefined && { estimateMinutes }),
    ...(labelIds.length > 0 && { labelIds }),
    ...(newLabels.length > 0 && { newLabels }),
    ...(assigneeIds.length > 0 && { assigneeIds }),
    ...(project && { elsewhere: { projectId: project.id, sectionId: section?.id ?? null } }),
  };
}
