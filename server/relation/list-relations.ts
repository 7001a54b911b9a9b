import type * as z from 'zod';
import { proveMember } from '../auth/membership.ts';
import type { Ctx } from '../platform/context.ts';
import { getTaskRow } from '../task/scope.ts';
import type { RelationListInput, relationListOutput } from './schema.ts';
import { listRelationRows } from './scope.ts';

/** What a task is to others and they to it, as far as the caller sees these. @throws NOT_FOUND */
export async function listRelations(
  ctx: Ctx,
  { workspaceId, taskId }: RelationListInput,
): Promise<z.output<typeof relationListOutput>> {
  const member = await proveMember(ctx, workspaceId, 'relation.list');
  await getTaskRow(ctx, member, taskId);
  return { items: await listRelationRows(ctx, member, taskId) };
}
