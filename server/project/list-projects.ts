import { proveMember } from '../auth/membership.ts';
import type { Ctx } from '../platform/context.ts';
import type { ProjectListInput, ProjectOutput } from './schema.ts';
import { listProjectRows } from './scope.ts';

/** The projects that the caller sees, in their order, with how many tasks are open; archived ones too if asked. */
export async function listProjects(
  ctx: Ctx,
  input: ProjectListInput,
): Promise<{ items: ProjectOutput[] }> {
  const member = await proveMember(ctx, input.workspaceId, 'project.list');
  return { items: await listProjectRows(ctx, member, { archived: input.archived }) };
}
