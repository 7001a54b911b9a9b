import * as z from 'zod';
import { proveMember } from '../auth/membership.ts';
import { wordsOf } from '../domain/words.ts';
import type { Ctx } from '../platform/context.ts';
import type { Member } from '../platform/member.ts';
import { decodeCursor, encodeCursor } from '../platform/page.ts';
import { readStale } from '../platform/read-stale.ts';
import { findHits, rankOf } from './find-hits.ts';
import type { Asked, HitRow, Position } from './find-hits.ts';
import { markHits } from './mark-hits.ts';
import { readNearStems } from './read-near-stems.ts';
import { readSearchTerms } from './read-search-terms.ts';
import type { TaskSearchInput, TaskSearchOutput } from './schema.ts';

const mostWords = 12;
const cursorShape = z.tuple([z.int32(), z.uuid()]);

/**
 * Searches titles, notes and comments that the caller sees, in Russian and English. Every word must be there: as it is,
 * in another form, or as the beginning of a word. Titles come before notes, notes before comments; then what matches
 * more exactly, then open tasks, then newer ones. Where that fills no page, tasks follow that have what a word is a
 * likely misspelling of. A task's key finds that task. Text without a word in it finds nothing.
 */
export async function searchTasks(ctx: Ctx, input: TaskSearchInput): Promise<TaskSearchOutput> {
  const member = await proveMember(ctx, input.workspaceId, 'task.search');
  const after = input.cursor === undefined ? null : decodeCursor(input.cursor, cursorShape);
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
  const found = await readSearchTerms(ctx, { member, words });
  if (found.terms.length === 0) return { items: [], nextCursor: null };
  const asked: Asked = { member, ...found, near: null, text, without: [] };
  const rows = await findInOrder(ctx, asked, { after, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const nextCursor = rows.length > limit && last ? encodeCursor([last.rank, last.id]) : null;
  const items = await markHits(ctx, page, asked);
  if (page.length === limit || after !== null) return { items, nextCursor };
  return { items: [...items, ...(await findNear(ctx, asked, { page, limit }))], nextCursor };
}

/** The stages one after the other, until so many are found. */
async function findInOrder(
  ctx: Ctx,
  asked: Asked,
  { after, limit }: { after: Position | null; limit: number },
): Promise<HitRow[]> {
  const isPastTitles = after !== null && after[0] < rankOf.title;
  const first = isPastTitles ? [] : await findHits(ctx, asked, { stage: 'titles', after, limit });
  if (first.length >= limit) return first;
  const rest = { stage: 'bodies', after: isPastTitles ? after : null, limit: limit - first.length };
  return [...first, ...(await findHits(ctx, asked, rest as Parameters<typeof findHits>[2]))];
}

/** What fills a page: tasks with words that those of the text may have been meant for. */
async function findNear(
  ctx: Ctx,
  asked: Asked,
  { page, limit }: { page: HitRow[]; limit: number },
) {
  const near = await readNearStems(ctx, asked);
  if (near.every((stems) => stems === '')) return [];
  const nearly: Asked = { ...asked, near, without: page.map(({ id }) => id) };
  const rows = await findInOrder(ctx, nearly, { after: null, limit: limit - page.length });
  return markHits(ctx, rows, nearly);
}
