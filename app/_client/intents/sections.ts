import type { SectionOutput } from '../../../server/section/schema.ts';
import { newId } from '../ids.ts';
import { notify } from '../notices.ts';
import { store } from '../store/page-store.ts';
import type { Beside } from './move-task.ts';
import { rename } from './rename.ts';
import { run } from './run.ts';
import { gesture } from './undo-stack.ts';
import { undoGesture } from './undo.ts';

type InProject = { workspaceId: string; id: string };

/** Makes a section in a project, last unless told otherwise. @returns its id */
export function addSection(project: InProject, name: string, beside: Beside = {}): string {
  const id = newId();
  run('section.create', {
    workspaceId: project.workspaceId,
    projectId: project.id,
    id,
    name,
    ...beside,
  });
  return id;
}

/** Gives a section another name. `was` is the one that stood there when the writing began. */
export function renameSection(section: SectionOutput, name: string, was: string): void {
  const { workspaceId, id: sectionId } = section;
  const now = store.get('sections', sectionId)?.name ?? section.name;
  rename('nameReplaced', { text: name, was, now }, (next) => {
    run('section.update', { workspaceId, sectionId, set: { name: next } });
  });
}

/** Moves a section next to another. */
export function moveSection({ workspaceId, id: sectionId }: SectionOutput, beside: Beside): void {
  run('section.move', { workspaceId, sectionId, ...beside });
}

/** Deletes a section with the tasks in it. */
export function deleteSection({ workspaceId, id: sectionId, name }: SectionOutput): void {
  const mine = gesture(() => void run('section.delete', { workspaceId, sectionId }));
  notify({ kind: 'done', what: 'sectionDeleted', values: { name }, undo: () => undoGesture(mine) });
}
