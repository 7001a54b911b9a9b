import { createCell } from '../store/cell.ts';

/** What a part of this page shows: a project, or a task of it. */
export type Shown = { workspaceId: string; projectId: string; taskId: string | null };

/** Somebody else, and the task that they have open. */
export type Looker = { userId: string; taskId: string | null };

export type Lookers = ReadonlyMap<string, readonly Looker[]>;

export const nobody: Lookers = new Map();

/** All that this page shows now. */
export const shownHere = createCell<readonly Shown[]>([]);

/** Who else looks at each project of it. */
export const lookersHere = createCell(nobody);

/** Says that a part of the page shows this. @returns what says that it does no more */
export function show(shown: Shown): () => void {
  shownHere.set([...shownHere.get(), shown]);
  return () => shownHere.set(shownHere.get().filter((one) => one !== shown));
}
