import { and, eq, inArray } from 'drizzle-orm';
import { projects } from '../../db/schema/workspaces.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ProjectId } from '../domain/ids.ts';
import type { ImportRow } from './scope.ts';

export type ImportedProject = { id: ProjectId; deleted: boolean };

/** The projects that stand for those of the source. */
export async function listImportedProjects(
  w: WriteCtx,
  row: ImportRow,
  sourceIds: string[],
): Promise<Map<string, ImportedProject>> {
  const found = await w.db
    .select({ id: projects.id, sourceId: projects.sourceId, deletedAt: projects.deletedAt })
    .from(projects)
    .where(
      and(
        eq(projects.workspaceId, row.workspaceId),
        eq(projects.source, row.format),
        inArray(projects.sourceId, sourceIds),
      ),
    );
  return new Map(
    found.map((each) => [each.sourceId ?? '', { id: each.id, deleted: each.deletedAt !== null }]),
  );
}
