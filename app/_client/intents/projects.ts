import type { ProjectOutput } from '../../../server/project/schema.ts';
import type { InputOf } from '../contract.ts';
import { newId } from '../ids.ts';
import { notify } from '../notices.ts';
import { store } from '../store/page-store.ts';
import { rename } from './rename.ts';
import { run } from './run.ts';
import type { Sent } from './run.ts';
import { gesture } from './undo-stack.ts';
import { undoGesture } from './undo.ts';

/** Makes a project. @returns its id, and the answer, in which its key stands */
export function addProject(
  workspaceId: string,
  project: { name: string; colour?: ProjectOutput['colour'] },
): { id: string } & Sent<'project.create'> {
  const id = newId();
  return { id, ...run('project.create', { workspaceId, id, ...project }) };
}

/** Gives a project another name. `was` is the one that stood there when the writing began. */
export function renameProject(project: ProjectOutput, name: string, was: string): void {
  const now = store.get('projects', project.id)?.name ?? project.name;
  rename('nameReplaced', { text: name, was, now }, (next) => {
    updateProject(project, { name: next });
  });
}

/** Renames a project, or changes its key or colour. */
export function updateProject(project: ProjectOutput, set: InputOf<'project.update'>['set']): void {
  run('project.update', { workspaceId: project.workspaceId, projectId: project.id, set });
}

/** Puts a project into the archive. */
export function archiveProject(project: ProjectOutput): void {
  const { workspaceId, id: projectId, name } = project;
  const mine = gesture(
    () => void run('project.archive', { workspaceId, projectId, archived: true }),
  );
  notify({
    kind: 'done',
    what: 'projectArchived',
    values: { name },
    undo: () => undoGesture(mine),
  });
}

/** Takes a project out of the archive. */
export function unarchiveProject({ workspaceId, id: projectId }: ProjectOutput): void {
  run('project.archive', { workspaceId, projectId, archived: false });
}

/** Deletes a project with all in it, for 30 days restorably. */
export function deleteProject({ workspaceId, id: projectId, name }: ProjectOutput): void {
  const mine = gesture(() => void run('project.delete', { workspaceId, projectId }));
  notify({ kind: 'done', what: 'projectDeleted', values: { name }, undo: () => undoGesture(mine) });
}
