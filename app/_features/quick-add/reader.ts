import type { Range } from '../../../server/domain/quick-add/tokens.ts';
import { longestTitle } from '../../../server/domain/limits.ts';
import { nowIso } from '../../_client/clock.ts';
import type { NewLine } from '../../_client/intents/add-task.ts';
import { store } from '../../_client/store/page-store.ts';
import { namesIn } from './names-in.ts';
import { fieldsOf, readLine } from '../../../server/domain/quick-add/read-line.ts';
import type { ReadLine } from '../../../server/domain/quick-add/read-line.ts';

/** Reads a line for a workspace as its person would have it read now; null before the person is known. */
export function readHere(
  workspaceId: string,
  text: string,
  literal: readonly Range[],
): ReadLine | null {
  const [me] = store.tables.users.rows.values();
  if (!me) return null;
  const { timeZone, weekStart } = me;
  const setting = { now: nowIso(), timeZone, weekStart, locale: localeHere(me.locale), literal };
  return readLine(text, setting, namesIn(workspaceId));
}

/** The browser's own region where it speaks the page's language: it says which way 5/12 is written. */
function localeHere(locale: string): string {
  return navigator.languages.find((one) => one.split('-')[0] === locale) ?? locale;
}

/** The task that a line says; null where nothing is left to call it by: then the words are its name. */
export function taskOf(found: ReadLine | null): NewLine | null {
  if (!found || found.line.title === '') return null;
  const { project, section, labelIds, newLabels, assigneeIds } = found;
  return {
    ...fieldsOf(found),
    title: found.line.title.slice(0, longestTitle),
    ...(labelIds.length > 0 && { labelIds }),
    ...(newLabels.length > 0 && { newLabels }),
    ...(assigneeIds.length > 0 && { assigneeIds }),
    ...(project && { elsewhere: { projectId: project.id, sectionId: section?.id ?? null } }),
  };
}
