import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { takeWorkspace } from '../loads/boot.ts';
import { forgetWorkspace } from '../loads/forget.ts';
import { writeDirectly } from './direct-write.ts';
import { run } from './run.ts';

/** Makes a workspace of which the person is the owner; it stands in the store with its lists then. @throws CallError */
export async function createWorkspace(name: string): Promise<WorkspaceOutput> {
  const workspace = await writeDirectly('workspace.create', { name });
  await takeWorkspace(workspace);
  return workspace;
}

/** Gives a workspace another name. `was` is the one that stood there when the writing began. */
export function renameWorkspace(workspace: WorkspaceOutput, name: string, was: string): void {
  if (['', was, workspace.name].includes(name)) return;
  run('workspace.update', { workspaceId: workspace.id, set: { name } });
}

/** Deletes a workspace with all in it, for everybody and for good. @throws CallError */
export async function deleteWorkspace({ id }: WorkspaceOutput): Promise<void> {
  await writeDirectly('workspace.delete', { workspaceId: id });
  forgetWorkspace(id);
}
