import { and, eq } from 'drizzle-orm';
import { projects } from '../../db/schema/workspaces.ts';
import type { WriteCtx } from '../changes/write.ts';
import { createProject } from '../project/create-project.ts';
import { restoreProject } from '../project/restore-project.ts';
import { updateProject } from '../project/update-project.ts';
import { listImportedProjects } from './list-imported-projects.ts';
import type { StagedItem } from './list-staged-items.ts';
import type { Step } from './open-step.ts';
import { writeOrLeaveOut } from './write-or-leave-out.ts';

/** Makes the projects of an import, or finds those that an earlier one made; a deleted one comes back. */
export async function writeProjects(
  w: WriteCtx,
  { step, items }: { step: Step; items: StagedItem<'project'>[] },
): Promise<void> {
  const { row } = step;
  const { workspaceId } = row;
  const known = await listImportedProjects(
    w,
    row,
    items.map((item) => item.sourceId),
  );
  for (const item of items) {
    if (!step.takes(item)) return;
    const { name } = item.data;
    const found = known.get(item.sourceId);
    if (!found) {
      const made = await createProject(w, { workspaceId, name, colour: 'grey', private: false });
      await w.db
        .update(projects)
        .set({ source: row.format, sourceId: item.sourceId })
        .where(and(eq(projects.workspaceId, workspaceId), eq(projects.id, made.id)));
      continue;
    }
    const projectId = found.id;
    await writeOrLeaveOut(w, { step, item }, async (inner) => {
      if (found.deleted) await restoreProject(inner, { workspaceId, projectId });
      if (item.changed?.includes('name'))
        await updateProject(inner, { workspaceId, projectId, set: { name } });
    });
  }
}
