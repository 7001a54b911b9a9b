import { proveMember } from '../auth/membership.ts';
import type { Ctx } from '../platform/context.ts';
import type { ViewListInput, ViewOutput } from './schema.ts';
import { listViewRows } from './scope.ts';

/** The views that the caller sees, in their order: their own, and to all but guests those that are shared. */
export async function listViews(ctx: Ctx, input: ViewListInput): Promise<{ items: ViewOutput[] }> {
  const member = await proveMember(ctx, input.workspaceId, 'view.list');
  return { items: await listViewRows(ctx, member) };
}
