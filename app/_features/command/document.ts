import type { ProjectOutput } from '../../../server/project/schema.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import type { Place } from '../../_client/store/place.ts';
import type { Store } from '../../_client/store/store.ts';
import { outlineOf, sourceIn } from '../task-list/outline.ts';

/** Tasks as they are copied and printed: whole, in their order, whatever is drawn or folded on the screen. */
export type Document = { title: string | null; parts: readonly DocumentPart[] };
export type DocumentPart = { title: string | null; lines: readonly DocumentLine[] };
export type DocumentLine = { task: TaskOutput; depth: number };

const nothingFolded: ReadonlySet<string> = new Set();

function linesIn(store: Store, place: Place, showClosed: boolean): DocumentLine[] {
  const { rows } = outlineOf(sourceIn(store), place, { collapsed: nothingFolded, showClosed });
  return rows.flatMap(({ id, depth }) => {
    const task = store.get('tasks', id);
    return task ? [{ task, depth }] : [];
  });
}

/** A task and all that hangs below it, closed subtasks too. */
function family(store: Store, task: TaskOutput): DocumentLine[] {
  const place = { projectId: task.projectId, sectionId: null, parentId: task.id };
  const below = linesIn(store, place, true);
  return [{ task, depth: 0 }, ...below.map((line) => ({ ...line, depth: line.depth + 1 }))];
}

/** Tasks with what hangs below each; one that hangs below another of them stands there alone. */
export function documentOfTasks(store: Store, tasks: readonly TaskOutput[]): Document {
  const families = tasks.map((task) => family(store, task));
  const carried = new Set(families.flatMap((lines) => lines.slice(1).map(({ task }) => task.id)));
  const heads = families.filter(([head]) => head && !carried.has(head.task.id));
  return { title: null, parts: [{ title: null, lines: heads.flat() }] };
}

/** A project: first the tasks without a section, then each section. */
export function documentOfProject(
  store: Store,
  project: ProjectOutput,
  { title, showClosed }: { title: string; showClosed: boolean },
): Document {
  const part = (sectionId: string | null): DocumentPart => ({
    title: sectionId === null ? null : (store.get('sections', sectionId)?.name ?? null),
    lines: linesIn(store, { projectId: project.id, sectionId, parentId: null }, showClosed),
  });
  const parts = [null, ...store.sectionsIn(project.id)].map(part);
  return { title, parts: parts.filter((one) => one.title !== null || one.lines.length > 0) };
}
