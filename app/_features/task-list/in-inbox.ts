import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import type { PartRules } from './task-list.tsx';

type NewHere = NonNullable<ReturnType<PartRules['newTask']>>;

/** Where a list over all projects puts its new tasks: into the inbox, with what all tasks of the list have. */
export function inInbox(
  workspace: Pick<WorkspaceOutput, 'id' | 'inboxId'> | undefined,
  task: NewHere['task'],
): NewHere | null {
  if (!workspace) return null;
  const { id: workspaceId, inboxId: projectId } = workspace;
  return { workspaceId, top: { projectId, sectionId: null, parentId: null }, task };
}
