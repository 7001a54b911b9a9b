import { sections } from '../../db/schema/workspaces.ts';
import { membership } from '../auth/membership.ts';
import { write } from '../changes/write.ts';
import type { SectionId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { newId } from '../platform/ids.ts';
import { getProjectForUpdate } from '../project/scope.ts';
import { orderSection } from './order-section.ts';
import { sectionColumns } from './rows.ts';
import type { SectionCreateInput, SectionOutput } from './schema.ts';

/** Makes a section: last in its project, or right before or after another. */
export async function createSection(ctx: Ctx, input: SectionCreateInput): Promise<SectionOutput> {
  return write(ctx, { action: 'section.create', input, guard: membership }, async (w, record) => {
    const { workspaceId, name } = input;
    const { id: projectId } = await getProjectForUpdate(w, input.projectId);
    const id = input.id ?? newId<SectionId>(w.runtime.clock);
    const order = await orderSection(w, projectId, input);
    const times = { createdAt: w.now, updatedAt: w.now };
    const [section] = await w.db
      .insert(sections)
      .values({ workspaceId, projectId, id, name, order, createdBy: w.member.userId, ...times })
      .returning(sectionColumns);
    if (!section) throw new Error('the new section was not returned');
    record({ type: 'section.created', entityId: id, projectId, after: { name, order } });
    return section;
  });
}
