import { and, eq, inArray, isNull } from 'drizzle-orm';
import { sections } from '../../db/schema/workspaces.ts';
import type { WriteCtx } from '../changes/write.ts';
import { sectionColumns } from '../section/rows.ts';
import type { SectionRow } from '../section/rows.ts';
import type { ImportRow } from './scope.ts';

/** The sections that stand for those of the source, deleted ones too; not those that are being purged. */
export async function listImportedSections(
  w: WriteCtx,
  row: ImportRow,
  sourceIds: string[],
): Promise<Map<string, SectionRow>> {
  if (sourceIds.length === 0) return new Map();
  const found = await w.db
    .select({ ...sectionColumns, deletedAt: sections.deletedAt, sourceId: sections.sourceId })
    .from(sections)
    .where(
      and(
        eq(sections.workspaceId, row.workspaceId),
        eq(sections.source, row.format),
        inArray(sections.sourceId, sourceIds),
        isNull(sections.purgingAt),
      ),
    );
  return new Map(found.map(({ sourceId, ...section }) => [sourceId ?? '', section]));
}
