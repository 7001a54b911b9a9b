import { and, eq, inArray, isNull, or } from 'drizzle-orm';
import { labels } from '../../db/schema/workspaces.ts';
import type { WriteCtx } from '../changes/write.ts';
import { fold } from '../domain/fold.ts';
import type { LabelId } from '../domain/ids.ts';
import type { ImportRow } from './scope.ts';

/** The labels that stand for those of the source: made for them before, or else of the same name. */
export async function listImportedLabels(
  w: WriteCtx,
  row: ImportRow,
  sourceIds: string[],
): Promise<Map<string, LabelId>> {
  if (sourceIds.length === 0) return new Map();
  const names = sourceIds.map(nameInside);
  const found = await w.db
    .select({
      id: labels.id,
      source: labels.source,
      sourceId: labels.sourceId,
      nameFolded: labels.nameFolded,
    })
    .from(labels)
    .where(
      and(
        eq(labels.workspaceId, row.workspaceId),
        isNull(labels.deletedAt),
        or(
          and(eq(labels.source, row.format), inArray(labels.sourceId, sourceIds)),
          inArray(labels.nameFolded, names),
        ),
      ),
    );
  const byName = new Map(found.map((label) => [`label:${label.nameFolded}`, label.id]));
  const own = found.filter((label) => label.source === row.format && label.sourceId !== null);
  return new Map([...byName, ...own.map((label) => [label.sourceId ?? '', label.id] as const)]);
}

/** The formats name a label by its folded name: a workspace has one label of a name. */
function nameInside(sourceId: string): string {
  return fold(sourceId.replace(/^label:/, ''));
}
