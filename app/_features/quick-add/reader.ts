import type { Range } from '../../../server/domain/quick-add/tokens.ts';
import { longestTitle } from '../../../server/domain/limits.ts';
import { nowIso } from '../../_client/clock.ts';
import type { NewLine } from '../../_client/intents/add-task.ts';
import { store } from '../../_client/store/page-store.ts';
import { namesIn } from './names-in.ts';
import { isReadable } from '../../../server/domain/quick-add/parse-line.ts';
import { fieldsOf, readLine } from '../../../server/domain/quick-add/read-line.ts';
import type { ReadLine } from '../../../server/domain/quick-add/read-line.ts';

/** Where a line stands: `day` is the one that its list is about, if it is about one. */
export type LineHome = { workspaceId: string; day?: string | null | undefined };

/**
 * Reads a line as its person would have it read now; null before the person is known, and for one too long. A time alone is meant on the day
 * of the list, unless it has passed there.
 */
export function readHere(
  { workspaceId, day }: LineHome,
  text: string,
  literal: readonly Range[],
): ReadLine | null {
  const [me] = store.tables.users.rows.values();
  if (!me || !isReadable(text)) return null;
  const { timeZone, dayStart, weekStart } = me;
  const person = { timeZone, dayStart, weekStart, locale: localeHere(me.locale) };
  const setting = { ...person, now: nowIso(), literal };
  const found = readLine(text, setting, namesIn(workspaceId));
  const { line } = found;
  if (!day || !isTimeAlone(line) || (line.dueOn ?? day) >= day) return found;
  return { ...found, line: { ...line, dueOn: day } };
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

/** True where a line says a time and no day. */
function isTimeAlone({ spans, rrule }: ReadLine['line']): boolean {
  const dues = spans.filter(({ kind }) => kind === 'due');
  return rrule === undefined && dues.length > 0 && dues.every(({ value }) => isTime.test(value));
}

const isTime = /^\d\d:\d\d$/;
