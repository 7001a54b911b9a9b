import { and, eq, isNotNull } from 'drizzle-orm';
import { sections } from '../../db/schema/workspaces.ts';
import type { WriteCtx } from '../changes/write.ts';
import { applySection } from '../section/apply-section.ts';
import { createSection } from '../section/create-section.ts';
import type { SectionRow } from '../section/rows.ts';
import { listWritableProjects } from './list-writable-projects.ts';
import { listImportedProjects } from './list-imported-projects.ts';
import { listImportedSections } from './list-imported-sections.ts';
import type { StagedItem } from './list-staged-items.ts';
import type { Step } from './open-step.ts';

/** Makes the sections of an import last in their project, in order, or gives known ones their new name. */
export async function writeSections(
  w: WriteCtx,
  { step, items }: { step: Step; items: StagedItem<'section'>[] },
): Promise<void> {
  const { row } = step;
  const { workspaceId } = row;
  const projects = await listImportedProjects(
    w,
    row,
    items.map((item) => item.parentSourceId ?? ''),
  );
  const writable = await listWritableProjects(
    w,
    [...projects.values()].map((project) => project.id),
  );
  const known = await listImportedSections(
    w,
    row,
    items.map((item) => item.sourceId),
  );
  for (const item of items) {
    if (!step.takes(item)) return;
    const projectId = projects.get(item.parentSourceId ?? '')?.id;
    const { name } = item.data;
    const found = known.get(item.sourceId);
    if (!projectId || !writable.has(projectId)) step.leaveOut(item, 'out-of-reach');
    else if (found) await mergeSection(w, found, item);
    else {
      await freeSource(w, row, item.sourceId);
      const made = await createSection(w, { workspaceId, projectId, name });
      await w.db
        .update(sections)
        .set({ source: row.format, sourceId: item.sourceId })
        .where(and(eq(sections.workspaceId, workspaceId), eq(sections.id, made.id)));
    }
  }
}

/** One that is being purged goes with all that is in it, so it stands for the source no more. */
async function freeSource(w: WriteCtx, row: Step['row'], sourceId: string): Promise<void> {
  const isIt = and(eq(sections.source, row.format), eq(sections.sourceId, sourceId));
  await w.db
    .update(sections)
    .set({ source: null, sourceId: null })
    .where(and(eq(sections.workspaceId, row.workspaceId), isIt, isNotNull(sections.purgingAt)));
}

/** Renames what the source renamed. One that was deleted here stays so, unless this is a first import again. */
async function mergeSection(
  w: WriteCtx,
  found: SectionRow,
  item: StagedItem<'section'>,
): Promise<void> {
  const again = item.changed === null;
  const patch = {
    ...(again || item.changed?.includes('name') ? { name: item.data.name } : {}),
    ...(again ? { deletedAt: null } : {}),
  };
  const type = again && found.deletedAt !== null ? 'section.restored' : 'section.updated';
  await applySection(w, w.recorder.record, { row: found, type, patch });
}
