import { and, eq, inArray, lte, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { importItems } from '../../db/schema/changes.ts';
import { projects } from '../../db/schema/workspaces.ts';
import type { ImportFormat, ImportOutput, Ledger } from './schema.ts';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import { projectVisible } from '../project/scope.ts';
import type { ImportRow } from './scope.ts';

const compared = 'name title notes body status startAt dueAt labelSourceIds sectionSourceId'.split(
  ' ',
);

/** SQL: the fields that a later import may change; the others are only looked at when a thing is made. */
const comparedFields = sql`${sql.param(compared)}::text[]`;

/** SQL: what of an item's data a later import is compared with: fingerprints, and the labels themselves. */
export function fingerprintOf(data: SQL): SQL {
  return sql`(
    SELECT coalesce(jsonb_object_agg(e.key, CASE e.key WHEN 'labelSourceIds' THEN e.value
      ELSE to_jsonb(md5(coalesce(${data}->'prints'->e.key, e.value)::text)) END), '{}')
    FROM jsonb_each(${data}) e WHERE e.key = ANY(${comparedFields}))`;
}

const nothing = {
  projects: [],
  fields: [],
  skipped: [],
  skippedTotal: 0,
  authors: [],
  authorsTotal: 0,
};

/** An import as its maker sees it. */
export async function importOutputOf(
  ctx: Ctx,
  member: Member,
  row: ImportRow,
): Promise<ImportOutput> {
  const { id, workspaceId, state, total, error, createdAt, finishedAt } = row;
  const format = row.format as ImportFormat;
  // While the file is still being read there is no ledger yet.
  const ledger = { source: format, ...nothing, ...(row.ledger as Partial<Ledger>) };
  const projectIds = await filledProjects(ctx, member, row);
  const done = await countDone(ctx, row);
  return {
    importId: id,
    workspaceId,
    format,
    state,
    done,
    total,
    ledger,
    projectIds,
    error,
    createdAt,
    finishedAt,
  };
}

/** While it is written, `done` is the ordinal of the last thing; while it is taken back, a number of changes. */
async function countDone(
  ctx: Ctx,
  { workspaceId, id, state, done, total }: ImportRow,
): Promise<number> {
  if (state === 'undoing' || state === 'undone' || done === 0) return Math.min(done, total);
  const own = and(eq(importItems.workspaceId, workspaceId), eq(importItems.importId, id));
  return ctx.db.$count(importItems, and(own, lte(importItems.ordinal, done)));
}

async function filledProjects(
  ctx: Ctx,
  member: Member,
  row: ImportRow,
): Promise<ImportOutput['projectIds']> {
  const named = ctx.db
    .select({ sourceId: importItems.sourceId })
    .from(importItems)
    .where(
      and(
        eq(importItems.workspaceId, row.workspaceId),
        eq(importItems.importId, row.id),
        eq(importItems.kind, 'project'),
      ),
    );
  const found = await ctx.db
    .select({ id: projects.id })
    .from(projects)
    .where(
      and(
        eq(projects.workspaceId, row.workspaceId),
        eq(projects.source, row.format),
        inArray(projects.sourceId, named),
        projectVisible(member),
      ),
    )
    .orderBy(projects.order, projects.id);
  return found.map((project) => project.id);
}
