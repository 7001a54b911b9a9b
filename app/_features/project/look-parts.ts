import { latePart } from '../../_ui/late-part.ts';
import type { ArchivedNoteProps } from '../archive/archived-note.tsx';
import type { BoardProps } from '../board/board-view.tsx';
import type { ProjectListProps } from './project-list.tsx';

/** What stands above an archived one. */
export const archivedPart = latePart<ArchivedNoteProps>(
  async () => (await import('../archive/archived-note.tsx')).ArchivedNote,
);
/** A project as a list. */
export const listPart = latePart<ProjectListProps>(
  async () => (await import('./project-list.tsx')).ProjectList,
);
/** A project as a board. */
export const boardPart = latePart<BoardProps>(
  async () => (await import('../board/board-view.tsx')).BoardView,
);
