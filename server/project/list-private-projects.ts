import { proveMember } from '../auth/membership.ts';
import type { Ctx } from '../platform/context.ts';
import type { PrivateProjectOutput, ProjectListPrivateInput } from './schema.ts';
import { listHiddenProjects } from './scope.ts';

/** The private projects that an owner or admin is not in: that they exist, and nothing of what is in them. */
export async function listPrivateProjects(
  ctx: Ctx,
  input: ProjectListPrivateInput,
): Promise<{ items: PrivateProjectOutput[] }> {
  const member = await proveMember(ctx, input.workspaceId, 'project.listPrivate');
  return { items: await listHiddenProjects(ctx, member) };
}
