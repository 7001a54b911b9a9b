'use client';

import { ProjectList } from '../project/project-list.tsx';
import { listPart } from '../project/look-parts.ts';
import { ProjectView } from '../project/project-view.tsx';
import { projectPart } from './views.tsx';
import { Workspace } from './workspace.tsx';

projectPart.take(ProjectView);
listPart.take(ProjectList);

/** The shell that has a project's list in its first script. */
export function ProjectShell() {
  return <Workspace />;
}
