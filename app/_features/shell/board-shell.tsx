'use client';

import { BoardView } from '../board/board-view.tsx';
import { boardPart } from '../project/look-parts.ts';
import { ProjectView } from '../project/project-view.tsx';
import { projectPart } from './views.tsx';
import { Workspace } from './workspace.tsx';

projectPart.take(ProjectView);
boardPart.take(BoardView);

/** The shell that has a project's board in its first script. */
export function BoardShell() {
  return <Workspace />;
}
