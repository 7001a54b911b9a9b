import { createWorkspace } from '../workspace/create-workspace.ts';
import { deleteWorkspace } from '../workspace/delete-workspace.ts';
import { getWorkspace } from '../workspace/get-workspace.ts';
import { listWorkspaces } from '../workspace/list-workspaces.ts';
import { transferWorkspace } from '../workspace/transfer-workspace.ts';
import { updateWorkspace } from '../workspace/update-workspace.ts';
import * as schema from '../workspace/schema.ts';
import { procedure, router } from './ladder.ts';

export const workspaceRouter = router({
  create: procedure('workspace.create')
    .input(schema.workspaceCreateInput)
    .output(schema.workspaceOutput)
    .mutation(({ ctx, input }) => createWorkspace(ctx, input)),
  list: procedure('workspace.list')
    .input(schema.workspaceListInput)
    .output(schema.workspaceListOutput)
    .query(({ ctx }) => listWorkspaces(ctx)),
  get: procedure('workspace.get')
    .input(schema.workspaceGetInput)
    .output(schema.workspaceGetOutput)
    .query(({ ctx, input }) => getWorkspace(ctx, input)),
  update: procedure('workspace.update')
    .input(schema.workspaceUpdateInput)
    .output(schema.workspaceOutput)
    .mutation(({ ctx, input }) => updateWorkspace(ctx, input)),
  transfer: procedure('workspace.transfer')
    .input(schema.workspaceTransferInput)
    .output(schema.workspaceOutput)
    .mutation(({ ctx, input }) => transferWorkspace(ctx, input)),
  delete: procedure('workspace.delete')
    .input(schema.workspaceDeleteInput)
    .output(schema.workspaceDeleteOutput)
    .mutation(({ ctx, input }) => deleteWorkspace(ctx, input)),
});
