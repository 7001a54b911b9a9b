import { sql } from 'drizzle-orm';
import type { ImportId, WorkspaceId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import type { ImportItem, Reading, SectionItem } from './formats/item.ts';

/** Sent to Postgres together: enough to be quick, few enough to be small in memory. */
const batch = { items: 250, characters: 200_000 };

type Staged = {
  ordinal: number;
  kind: string;
  source_id: string;
  parent: string | null;
  data: object;
};
type At = { workspaceId: WorkspaceId; importId: ImportId };

/** Ordinals are the order of writing; each kind and each depth has a range of its own, with gaps. */
const ranges = {
  project: 0,
  label: 1_000_000,
  section: 2_000_000,
  task: 100_000_000,
  comment: 1_000_000_000,
};

/**
 * Keeps what a file holds, in the order in which it is to be written: projects, labels, sections, then
 * tasks from the top down, each list in its order, then comments.
 * @returns how many things there are
 */
export async function stageImport(ctx: Ctx, at: At, reading: Reading): Promise<number> {
  const sections: SectionItem[] = [];
  let waiting: Staged[] = [];
  let characters = 0;
  let total = 0;
  const put = async (item: StagedKind, place: number) => {
    total += 1;
    waiting.push(staged(item, place));
    characters += sizeOf(item);
    if (waiting.length >= batch.items || characters >= batch.characters) await flush();
  };
  const flush = async () => {
    if (waiting.length > 0) await insert(ctx, at, JSON.stringify(waiting));
    waiting = [];
    characters = 0;
  };
  for await (const item of reading.items()) {
    // People are known by the names in their tasks and comments.
    if (item.kind === 'member') continue;
    // Few, and known in their order only at the end.
    if (item.kind === 'section') sections.push(item);
    else await put(item, item.kind === 'task' ? item.depth * ranges.task + item.position : total);
  }
  const inOrder = sections.toSorted((a, b) => a.position - b.position);
  for (const [index, section] of inOrder.entries()) await put(section, index);
  await flush();
  return total;
}

type StagedKind = Exclude<ImportItem, { kind: 'member' }>;

function staged(item: StagedKind, place: number): Staged {
  const { kind, sourceId, ...rest } = item;
  // One more, because an import that has not begun stands at 0.
  const ordinal = ranges[kind] + place + 1;
  if (!('parentSourceId' in rest))
    return { ordinal, kind, source_id: sourceId, parent: null, data: rest };
  const { parentSourceId, ...data } = rest;
  return { ordinal, kind, source_id: sourceId, parent: parentSourceId, data };
}

function sizeOf(item: StagedKind): number {
  if (item.kind === 'task') return item.title.length + item.notes.length + 500;
  return item.kind === 'comment' ? item.body.length + 300 : 300;
}

async function insert(ctx: Ctx, { workspaceId, importId }: At, items: string): Promise<void> {
  await ctx.runtime.db.execute(sql`
    INSERT INTO import_items (workspace_id, import_id, ordinal, kind, source_id, parent_source_id, data)
    SELECT ${workspaceId}, ${importId}, ordinal, kind, source_id, parent, data
    FROM jsonb_to_recordset(${items}::jsonb) AS i(ordinal int, kind text, source_id text, parent text, data jsonb)`);
}
