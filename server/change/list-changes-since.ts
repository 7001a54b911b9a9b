import { and, asc, eq, sql } from 'drizzle-orm';
import * as z from 'zod';
import { changes } from '../../db/schema/changes.ts';
import { workspaces } from '../../db/schema/workspaces.ts';
import { proveMember } from '../auth/membership.ts';
import type { WorkspaceId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import { decodeCursor, encodeCursor } from '../platform/page.ts';
import { changeColumns, changeOf, changeOutputOf } from './rows.ts';
import type { ChangeOutput, ChangeSinceInput } from './schema.ts';
import { changeVisible, sidesOf } from './scope.ts';

type Since = ChangeSinceInput & { limit: number };

/** `isMore`: what is to be read now does not end here. */
type SincePage = { items: ChangeOutput[]; cursor: string; isMore: boolean };

const cursorShape = z.tuple([z.int(), z.int().min(0).max(32_767)]);

/**
 * What happened after a cursor, oldest first, as far as the caller sees it: numbers of `seq` become visible in
 * their order, so nothing comes in before what was read. Without a cursor: the place where now is, and nothing.
 * Who reads is proved before, and again after what was read is here: it holds nothing later than a right's end.
 */
export async function listChangesSince(
  ctx: Ctx,
  { workspaceId, cursor, limit }: Since,
): Promise<SincePage> {
  const member = await proveMember(ctx, workspaceId, 'change.list');
  if (cursor === undefined)
    return { items: [], cursor: await present(ctx, workspaceId), isMore: false };
  const after = decodeCursor(cursor, cursorShape);
  const rows = await readPage(ctx, member, { after, limit });
  const last = rows.at(-1);
  if (!last) return { items: [], cursor, isMore: false };
  const still = await proveMember(ctx, workspaceId, 'change.list');
  // Another role sees other changes: what was read is read again as that.
  if (still.role !== member.role) return { items: [], cursor, isMore: true };
  const shown = rows.filter((row) => row.isVisible);
  return {
    items: shown.map(({ seesTo, seesFrom, isVisible: _, ...row }) =>
      changeOutputOf(changeOf(row), { seesTo, seesFrom }),
    ),
    cursor: encodeCursor([last.seq, last.n]),
    isMore: rows.length === limit,
  };
}

function readPage(
  ctx: Ctx,
  member: Member,
  { after, limit }: { after: [number, number]; limit: number },
) {
  const isVisible = sql<boolean>`${changeVisible(member)}`;
  return ctx.db
    .select({ ...changeColumns, ...sidesOf(member), isVisible })
    .from(changes)
    .where(
      and(
        eq(changes.workspaceId, member.workspaceId),
        sql`(${changes.seq}, ${changes.n}) > (${after[0]}, ${after[1]})`,
      ),
    )
    .orderBy(asc(changes.seq), asc(changes.n))
    .limit(limit);
}

/** The place after all that has happened until now. */
async function present(ctx: Ctx, workspaceId: WorkspaceId): Promise<string> {
  const [row] = await ctx.db
    .select({ seq: workspaces.seq })
    .from(workspaces)
    .where(eq(workspaces.id, workspaceId));
  return encodeCursor([row?.seq ?? 0, 32_767]);
}
