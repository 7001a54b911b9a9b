import { proveMember } from '../auth/membership.ts';
import type { Ctx } from '../platform/context.ts';
import { getProjectRow } from '../project/scope.ts';
import type { SectionListInput, SectionOutput } from './schema.ts';
import { listSectionRows } from './scope.ts';

/** The sections of a project that the caller sees, in their order. */
export async function listSections(
  ctx: Ctx,
  input: SectionListInput,
): Promise<{ items: SectionOutput[] }> {
  const member = await proveMember(ctx, input.workspaceId, 'section.list');
  const project = await getProjectRow(ctx, member, input.projectId);
  return { items: await listSectionRows(ctx, member, project.id) };
}
