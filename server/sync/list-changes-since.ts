import { and, asc, eq, sql } from 'drizzle-orm';
import * as z from 'zod';
import { dataEpoch } from '../../db/data-epoch.ts';
import { changes } from '../../db/schema/changes.ts';
import { workspaces } from '../../db/schema/workspaces.ts';
import { proveMember } from '../auth/membership.ts';
import { changeColumns, changeOf, changeOutputOf } from '../change/rows.ts';
import type { ChangeOutput, ChangeSinceInput } from '../change/schema.ts';
import { changeVisible, sidesOf } from '../change/scope.ts';
import type { WorkspaceId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { badField, notFound } from '../platform/errors.ts';
import type { Member } from '../platform/member.ts';
import { cursorsOf } from '../platform/page.ts';

type Since = ChangeSinceInput & { limit: number };

/** `isMore`: what is to be read now does not end here. */
type SincePage = { items: ChangeOutput[]; cursor: string; isMore: boolean };

/** Behind all entries of a number. */
const lastN = 32_767;
const cursorShape = z.tuple([z.string(), z.int(), z.int().min(0).max(lastN)]);
const cursors = cursorsOf('Subscribe');

/**
 * What happened after a cursor, oldest first, as far as the caller sees it: numbers of `seq` become visible in
 * their order, so nothing comes in before what was read. Without a cursor: the place where now is, and nothing.
 * Who reads is proved before, and again after what was read is here: it holds nothing later than a right's end.
 * @throws BAD_REQUEST, naming the field, for a cursor that is none, or of data that was lost
 */
export async function listChangesSince(
  ctx: Ctx,
  { workspaceId, cursor, limit }: Since,
): Promise<SincePage> {
  const member = await proveMember(ctx, workspaceId, 'change.list');
  const { epoch, seq } = await present(ctx, workspaceId);
  if (cursor === undefined)
    return { items: [], cursor: cursors.seal(ctx, [epoch, seq, lastN]), isMore: false };
  const [known, ...after] = cursors.open(ctx, cursor, cursorShape);
  if (known !== epoch || after[0] > seq) throw badField(['cursor'], lost);
  const rows = await readPage(ctx, member, { after, limit });
  const last = rows.at(-1);
  if (!last) return { items: [], cursor, isMore: false };
  const still = await proveMember(ctx, workspaceId, 'change.list');
  // Another role sees other changes: what was read is read again as that.
  if (still.role !== member.role) return { items: [], cursor, isMore: true };
  const shown = rows.filter((row) => row.isVisible);
  return {
    items: shown.map(({ seesTo, seesFrom, isVisible: _, ...row }) =>
      changeOutputOf(changeOf(row), { seesTo, seesFrom, now: ctx.now }),
    ),
    cursor: cursors.seal(ctx, [epoch, last.seq, last.n]),
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

const lost =
  'is of other data: a backup came back, or a standby was promoted. Read anew, and begin without it.';

/** Of which epoch the data is, and the number of all that has happened until now. */
async function present(
  ctx: Ctx,
  workspaceId: WorkspaceId,
): Promise<{ epoch: string; seq: number }> {
  const [row] = await ctx.db
    .select({ epoch: sql<string>`${sql.raw(dataEpoch)}`, seq: workspaces.seq })
    .from(workspaces)
    .where(eq(workspaces.id, workspaceId));
  if (!row) throw notFound('workspace');
  return row;
}
