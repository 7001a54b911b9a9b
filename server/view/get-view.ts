import { proveMember } from '../auth/membership.ts';
import type { Ctx } from '../platform/context.ts';
import type { ViewGetInput, ViewOutput } from './schema.ts';
import { getViewRow } from './scope.ts';

/** A view that the caller sees. */
export async function getView(ctx: Ctx, input: ViewGetInput): Promise<ViewOutput> {
  const member = await proveMember(ctx, input.workspaceId, 'view.get');
  return getViewRow(ctx, member, input.viewId);
}
