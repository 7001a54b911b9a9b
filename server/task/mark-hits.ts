import { sql } from 'drizzle-orm';
import { withoutMentionLinks } from '../domain/mentions.ts';
import { excerptOf, markWords } from '../domain/search/mark-words.ts';
import type { IsFound } from '../domain/search/mark-words.ts';
import { matchOf } from '../domain/search/ranks.ts';
import { wordsOf } from '../domain/words.ts';
import type { Ctx } from '../platform/context.ts';
import type { Asked } from './list-hits.ts';
import type { HitRow } from './list-hit-rows.ts';
import type { TaskSearchOutput } from './schema.ts';

/** Of notes no more is looked through for what to show, and of all texts no more words are asked about. */
const mostShown = 20_000;
const mostAsked = 3000;

type Hit = TaskSearchOutput['items'][number];

/**
 * What was found as callers see it, the words marked. Which words are other forms of those that were looked for, or what
 * may have been meant by them, is for Postgres to say.
 */
export async function markHits(ctx: Ctx, rows: HitRow[], asked: Asked): Promise<Hit[]> {
  if (rows.length === 0) return [];
  const texts = rows.map(textsOf);
  const asIs = (word: string) => asked.terms.some((term) => word.startsWith(term.word));
  const others = new Set(texts.flatMap(({ title, body }) => wordsOf(`${title} ${body}`)));
  const formed = await readFormed(
    ctx,
    [...others].filter((word) => !asIs(word) && mayBeFormOf(word, asked)).slice(0, mostAsked),
    asked,
  );
  const isFound = (word: string) => asIs(word) || formed.has(word);
  return rows.map((row, index) => hitOf(row, texts[index]!, isFound));
}

function textsOf({ task: { title, notes }, kind, comment }: HitRow): {
  title: string;
  body: string;
} {
  if (kind === 'title' || kind === 'key') return { title, body: '' };
  const body = (kind === 'comment' ? comment : notes) ?? '';
  return { title, body: withoutMentionLinks(body.slice(0, mostShown)) };
}

/** Forms of a word begin alike; what was meant by a misspelt one may not. */
const mayBeFormOf = (word: string, { terms, near }: Asked) =>
  near !== null || terms.some((term) => term.stem !== '' && word.startsWith(term.word.charAt(0)));

async function readFormed({ db }: Ctx, words: string[], { terms, near }: Asked) {
  const stems = terms.flatMap(({ stem }, n) => [stem, near?.[n] ?? '']).filter(Boolean);
  if (words.length === 0 || stems.length === 0) return new Set<string>();
  const { rows } = await db.execute<{ word: string }>(sql`
    SELECT word FROM unnest(${sql.param(words)}::text[]) word
    WHERE to_tsvector('russian', word) @@ ${stems.join(' | ')}::tsquery`);
  return new Set(rows.map(({ word }) => word));
}

function hitOf(
  { rank, kind, task }: HitRow,
  { title, body }: { title: string; body: string },
  isFound: IsFound,
): Hit {
  const marked = markWords(title, kind === 'key' ? () => false : isFound);
  const inTitle = kind === 'title' || kind === 'key';
  return {
    task,
    where: kind,
    match: matchOf(rank),
    title: marked,
    excerpt: inTitle ? marked : excerptOf(body, isFound),
  };
}
