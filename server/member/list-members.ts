import { proveMember } from '../auth/membership.ts';
import type { Ctx } from '../platform/context.ts';
import type { MemberListInput, MemberOutput } from './schema.ts';
import { listMemberRows } from './scope.ts';

/** The people of a workspace by name, also those who left; a guest is told of those in the projects that they see. */
export async function listMembers(
  ctx: Ctx,
  input: MemberListInput,
): Promise<{ items: MemberOutput[] }> {
  const member = await proveMember(ctx, input.workspaceId, 'member.list');
  return { items: await listMemberRows(ctx, member) };
}
