import type { UserId, WorkspaceId } from '../domain/ids.ts';
import type { Action } from '../domain/policy.ts';
import { bug } from '../platform/bugs.ts';
import type { Ctx } from '../platform/context.ts';
import { signedIn } from '../auth/membership.ts';
import type { Position, Positions } from './cursor.ts';
import { entriesFor } from './entries-for.ts';
import { readHeads } from './heads.ts';
import type { Head } from './heads.ts';
import { readLogPage } from './log-page.ts';
import type { SyncEvent } from './schema.ts';
import { readSight } from './sight.ts';

/** Where the reader stands in the workspace of an event once they have it; null where they are in it no more. */
export type News = { event: SyncEvent | null; workspaceId: WorkspaceId; position: Position | null };

export type NewsPage = {
  news: News[];
  /** True where what is to be read now does not end here. */
  isMore: boolean;
};

type Asked = { action: Action; positions: Positions | null; limit: number };

/**
 * What happened in all workspaces of the caller after their positions, oldest first in each; without positions, where
 * now is. Who asks is proved before and after, so nothing in it is later than the end of a right.
 * @throws UNAUTHORIZED when the session or token is over, FORBIDDEN by scope
 */
export async function readNews(ctx: Ctx, { action, positions, limit }: Asked): Promise<NewsPage> {
  const heads = await readHeads(ctx, action);
  const news: News[] = [];
  for (const workspaceId of positions?.keys() ?? [])
    if (!heads.has(workspaceId)) news.push(lost(workspaceId));
  let left = limit;
  let isMore = false;
  for (const head of heads.values()) {
    const begun = beginIn(head, positions);
    if (!('after' in begun)) news.push(begun);
    else if (begun.after === head.seq) continue;
    else if (left <= 0) isMore = true;
    else {
      const page = await readIn(ctx, head, { after: begun.after, limit: left });
      news.push(page);
      left -= page.event?.kind === 'entries' ? page.event.entries.length : 1;
      isMore ||= page.position !== null && page.position.seq < head.seq;
    }
  }
  if (left < limit && !bug('stream-outlives-session')) await readHeads(ctx, action);
  return { news, isMore };
}

const lost = (workspaceId: WorkspaceId): News => ({
  event: { kind: 'workspace.lost', workspaceId },
  workspaceId,
  position: null,
});

/** Where to go on in a workspace, or what to tell where the reader stands nowhere in it. */
function beginIn(head: Head, positions: Positions | null): News | { after: number } {
  const { workspaceId, epoch, seq, floor } = head;
  const position = { epoch, seq };
  if (positions === null) return { event: null, workspaceId, position };
  const known = positions.get(workspaceId);
  if (!known) return { event: { kind: 'workspace.gained', workspaceId }, workspaceId, position };
  const isLost = known.epoch !== epoch || known.seq < floor || known.seq > seq;
  return isLost
    ? { event: { kind: 'reset', workspaceId }, workspaceId, position }
    : { after: known.seq };
}

async function readIn(
  ctx: Ctx,
  { workspaceId, epoch, seq }: Head,
  from: { after: number; limit: number },
): Promise<News> {
  const userId: UserId = signedIn(ctx.principal);
  const page = await readLogPage(ctx.db, workspaceId, from);
  const sight = (await readSight(ctx.db, page, [userId])).get(userId);
  if (!sight) return lost(workspaceId);
  const told = entriesFor(page, sight);
  if (told.anew)
    return { event: { kind: 'reset', workspaceId }, workspaceId, position: { epoch, seq } };
  const { entries } = told;
  const event = entries.length > 0 ? ({ kind: 'entries', workspaceId, entries } as const) : null;
  // Writes that changed nothing have numbers too, of which the log says nothing.
  const read = page.isCut ? page.seq : Math.max(page.seq, seq);
  return { event, workspaceId, position: { epoch, seq: read } };
}

/** The positions once the reader has this. */
export function advance(positions: Positions, { workspaceId, position }: News): void {
  if (position === null) positions.delete(workspaceId);
  else positions.set(workspaceId, position);
}
