import * as z from 'zod';
import { proveMember } from '../auth/membership.ts';
import { placeRanks } from '../domain/search/ranks.ts';
import { wordsOf } from '../domain/words.ts';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import { cursorsOf } from '../platform/page.ts';
import { readStale } from '../platform/read-stale.ts';
import { listHits } from './list-hits.ts';
import type { Asked, Hit, Position } from './list-hits.ts';
import { markHits } from './mark-hits.ts';
import { listNearStems } from './list-near-stems.ts';
import { listHitRows } from './list-hit-rows.ts';
import { getSearchTerms } from './get-search-terms.ts';
import type { TaskSearchInput, TaskSearchOutput } from './schema.ts';

const mostWords = 12;
/** Where so many are found, the words were meant as they stand. */
const enough = 5;
const cursors = cursorsOf('task.search');
const cursorShape = z.tuple([z.int32(), z.uuid()]);

/**
 * The tasks whose titles, notes or comments, as far as the caller sees them, have all words of a text; best first. What
 * counts as having a word, and what is better, is told in docs/search.md. Text without a word in it finds nothing.
 */
export async function searchTasks(ctx: Ctx, input: TaskSearchInput): Promise<TaskSearchOutput> {
  const member = await proveMember(ctx, input.workspaceId, 'task.search');
  const after = input.cursor === undefined ? null : cursors.open(ctx, input.cursor, cursorShape);
  const words = wordsOf(input.text).slice(0, mostWords);
  if (words.length === 0) return { items: [], nextCursor: null };
  return readStale(ctx, input, (on) => search(on, { input, member, words, after }));
}

type Search = { input: TaskSearchInput; member: Member; words: string[]; after: Position | null };

async function search(
  ctx: Ctx,
  { input, member, words, after }: Search,
): Promise<TaskSearchOutput> {
  const { text, limit } = input;
  const found = await getSearchTerms(ctx, { member, words });
  if (found.terms.length === 0) return { items: [], nextCursor: null };
  const asked: Asked = { member, ...found, near: null, text, without: [] };
  const hits = await findInOrder(ctx, asked, { after, limit: limit + 1 });
  const page = hits.slice(0, limit);
  const last = page.at(-1);
  const nextCursor = hits.length > limit && last ? cursors.seal(ctx, [last.rank, last.id]) : null;
  const items = await show(ctx, asked, page);
  if (page.length >= Math.min(enough, limit) || after !== null) return { items, nextCursor };
  return { items: [...items, ...(await findNear(ctx, asked, { page, limit }))], nextCursor };
}

const show = async (ctx: Ctx, asked: Asked, hits: readonly Hit[]) =>
  markHits(ctx, await listHitRows(ctx, asked.member, hits), asked);

/** The stages one after the other, until so many are found. */
async function findInOrder(
  ctx: Ctx,
  asked: Asked,
  { after, limit }: { after: Position | null; limit: number },
): Promise<Hit[]> {
  const isPastTitles = after !== null && after[0] < placeRanks.title;
  const first = isPastTitles ? [] : await listHits(ctx, asked, { stage: 'titles', after, limit });
  if (first.length >= limit) return first;
  const rest = { after: isPastTitles ? after : null, limit: limit - first.length };
  return [...first, ...(await listHits(ctx, asked, { stage: 'bodies', ...rest }))];
}

type Found = { page: readonly Hit[]; limit: number };

/** What fills a page on which little is: tasks with words that those of the text may have been meant for. */
async function findNear(ctx: Ctx, asked: Asked, { page, limit }: Found) {
  const near = await listNearStems(ctx, asked);
  if (near.every((stems) => stems === '')) return [];
  const nearly: Asked = { ...asked, near, without: page.map(({ id }) => id) };
  const hits = await findInOrder(ctx, nearly, { after: null, limit: limit - page.length });
  return show(ctx, nearly, hits);
}
