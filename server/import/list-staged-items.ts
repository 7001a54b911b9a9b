import { sql } from 'drizzle-orm';
import type { Ctx } from '../platform/context.ts';
import type { ImportItem, Prints } from './formats/item.ts';
import type { ImportRow } from './scope.ts';

type Kind = Exclude<ImportItem['kind'], 'member'>;
type Rest<K extends Kind> = Omit<
  Extract<ImportItem, { kind: K }>,
  'kind' | 'sourceId' | 'parentSourceId' | 'prints'
>;

/** An item that waits to be written. */
export type StagedItem<K extends Kind = Kind> = {
  ordinal: number;
  kind: K;
  sourceId: string;
  parentSourceId: string | null;
  data: Rest<K>;
  /** The fields in which it differs from the last import of the same thing; null when there was none. */
  changed: string[] | null;
  /** The labels that a task had in the source then. */
  labelsBefore: string[];
};

/** At most so much text in one transaction, which holds the workspace's lock. */
const mostCharacters = 100_000;

/**
 * What comes next, `size` things at most: of one kind, tasks of one depth, so that all they hang from is there.
 * Empty when everything was written.
 */
export async function listStagedItems(
  ctx: Ctx,
  row: ImportRow,
  size: number,
): Promise<StagedItem[]> {
  const found = await ctx.db.execute<{
    ordinal: number;
    kind: Kind;
    source_id: string;
    parent_source_id: string | null;
    data: StagedItem['data'] & { changed?: string[]; labelsBefore?: string[]; prints?: Prints };
  }>(sql`
    SELECT ordinal, kind, source_id, parent_source_id, data FROM import_items
    WHERE workspace_id = ${row.workspaceId} AND import_id = ${row.id} AND ordinal > ${row.done}
    ORDER BY ordinal LIMIT ${size}`);
  const items: StagedItem[] = [];
  let characters = 0;
  for (const line of found.rows) {
    const { changed = null, labelsBefore = [], prints: _, ...data } = line.data;
    const first = items[0];
    characters += JSON.stringify(data).length;
    const fits =
      characters <= mostCharacters &&
      line.kind === first?.kind &&
      depthOf(data) === depthOf(first.data);
    if (first && !fits) break;
    items.push({
      ordinal: line.ordinal,
      kind: line.kind,
      sourceId: line.source_id,
      parentSourceId: line.parent_source_id,
      data,
      changed,
      labelsBefore,
    });
  }
  return items;
}

function depthOf(data: object): unknown {
  return 'depth' in data ? data.depth : 0;
}
