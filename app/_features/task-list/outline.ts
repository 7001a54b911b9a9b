import type { TaskOutput } from '../../../server/task/schema.ts';
import type { Place } from '../../_client/store/place.ts';
import type { Store } from '../../_client/store/store.ts';

/** One task as a list shows it. */
export type Row = {
  id: string;
  /** 0 at the top. */
  depth: number;
  place: Place;
  /** Its position among the rows of its place, from 0, and how many there are. */
  index: number;
  size: number;
  /** How many subtasks could be shown below it. */
  children: number;
  collapsed: boolean;
};

/** A headed part of a list. */
export type Part = {
  key: string;
  sectionId: string | null;
  rows: readonly Row[];
  /** Open tasks in it, those folded away among them. */
  open: number;
};

/** What an outline is made from: the store, or a test's own lists. */
export type Source = {
  get: (id: string) => Pick<TaskOutput, 'id' | 'order'> | undefined;
  /** The open tasks of a list, those among them that were closed a moment ago and are leaving. */
  openIn: (place: Place) => readonly string[];
  /** How many of these are open. */
  openCount: (place: Place) => number;
  closedIn: (place: Place) => readonly string[];
  /** False where nothing is below a task. Most tasks are such, and their lists need no look. */
  hasBelow: (id: string) => boolean;
};

/** What the page's outlines are made from. */
export const sourceIn = (store: Store): Source => ({
  get: (id) => store.get('tasks', id),
  openIn: store.openIn,
  openCount: store.openCount,
  closedIn: store.closedIn,
  hasBelow: store.hasBelow,
});

export type OutlineOptions = {
  collapsed: ReadonlySet<string>;
  /** True: closed tasks stand in their places too. */
  showClosed: boolean;
};

/**
 * The rows of one section, nested. A closed task stands there too while open ones hang below it,
 * for else they could not be seen.
 */
export function outlineOf(source: Source, place: Place, options: OutlineOptions): Part {
  const rows: Row[] = [];
  let open = 0;
  const seen = new Set<string>();

  function walk(here: Place, depth: number, shown: boolean): void {
    const all = idsIn(source, here, options.showClosed);
    const isMet = seen.size > 0 && all.some((id) => seen.has(id));
    const ids = isMet ? all.filter((id) => !seen.has(id)) : all;
    const size = ids.length;
    open += source.openCount(here);
    for (let index = 0; index < size; index += 1) {
      const id = ids[index] as string;
      if (!source.hasBelow(id)) {
        if (shown)
          rows.push({ id, depth, place: here, index, size, children: 0, collapsed: false });
        continue;
      }
      // Only what has something below it can be met again, in the circle that two moves make for a moment.
      seen.add(id);
      const below = { projectId: here.projectId, sectionId: null, parentId: id };
      const children = idsIn(source, below, options.showClosed).length;
      const collapsed = children > 0 && options.collapsed.has(id);
      if (shown) rows.push({ id, depth, place: here, index, size, children, collapsed });
      if (children > 0) walk(below, depth + 1, shown && !collapsed);
    }
  }

  walk(place, 0, true);
  return { key: place.sectionId ?? 'none', sectionId: place.sectionId, rows, open };
}

function idsIn(source: Source, place: Place, showClosed: boolean): readonly string[] {
  const open = source.openIn(place);
  const closed = source.closedIn(place);
  if (closed.length === 0) return open;
  const kept = showClosed
    ? closed
    : closed.filter((id) => hasOpenBelow(source, place.projectId, id));
  return kept.length === 0 ? open : merged(source, open, kept);
}

function hasOpenBelow(source: Source, projectId: string, id: string): boolean {
  if (!source.hasBelow(id)) return false;
  const below = { projectId, sectionId: null, parentId: id };
  if (source.openIn(below).length > 0) return true;
  return source
    .closedIn(below)
    .some((child) => child !== id && hasOpenBelow(source, projectId, child));
}

function merged(source: Source, a: readonly string[], b: readonly string[]): string[] {
  const key = (id: string) => `${source.get(id)?.order ?? ''} ${id}`;
  return [...a, ...b].toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
}
