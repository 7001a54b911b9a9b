import { proveMember } from '../auth/membership.ts';
import type { Ctx } from '../platform/context.ts';
import type { LabelListInput, LabelOutput } from './schema.ts';
import { listLabelRows } from './scope.ts';

/** The workspace's labels by name; for a guest those used in projects that they see. */
export async function listLabels(
  ctx: Ctx,
  input: LabelListInput,
): Promise<{ items: LabelOutput[] }> {
  const member = await proveMember(ctx, input.workspaceId, 'label.list');
  return { items: await listLabelRows(ctx, member) };
}
