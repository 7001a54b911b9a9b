import { proveAccount } from '../auth/account.ts';
import type { Ctx } from '../platform/context.ts';
import type { WorkspaceOutput } from './schema.ts';
import { listMemberships } from './scope.ts';

/** The workspaces that the caller is in, their own first. */
export async function listWorkspaces(ctx: Ctx): Promise<{ items: WorkspaceOutput[] }> {
  const account = await proveAccount(ctx, 'workspace.list');
  return { items: await listMemberships(ctx, account) };
}
