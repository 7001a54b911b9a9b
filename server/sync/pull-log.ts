import type { Ctx } from '../platform/context.ts';
import { decodePositions, encodePositions } from './cursor.ts';
import type { Positions } from './cursor.ts';
import { advance, readNews } from './read-news.ts';
import type { SyncPullInput, SyncPullOutput } from './schema.ts';

/**
 * What happened after a cursor in all workspaces of the caller, as far as they see it. Without one: a cursor for now.
 * Each transaction comes whole, so a page can be longer than `limit`.
 */
export async function pullLog(ctx: Ctx, { cursor, limit }: SyncPullInput): Promise<SyncPullOutput> {
  const known = cursor === undefined ? null : decodePositions(cursor);
  const { news, isMore } = await readNews(ctx, { action: 'sync.pull', positions: known, limit });
  const positions: Positions = new Map(known);
  for (const one of news) advance(positions, one);
  const events = news.flatMap(({ event }) => (event ? [event] : []));
  return { events, cursor: encodePositions(positions), isMore };
}
