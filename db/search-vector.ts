import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { WorkspaceId } from '../server/domain/ids.ts';
import { withoutMentionLinks } from '../server/domain/mentions.ts';
import { wordsOf } from '../server/domain/words.ts';

/** A column of words and their stems is less than a megabyte for Postgres. Folding can make six letters of one. */
const mostBytes = 400_000;

/**
 * The words of a text as a search column takes them: those of a link alone where it names somebody, and of a text that
 * is too long when folded the first.
 */
export function searchedWords(text: string): string {
  const words: string[] = [];
  let bytes = 0;
  for (const word of wordsOf(withoutMentionLinks(text))) {
    bytes += Buffer.byteLength(word) + 1;
    if (bytes > mostBytes) break;
    words.push(word);
  }
  return words.join(' ');
}

/**
 * SQL of a search column: each word as it is, the stems of all beside it, and the workspace as a word of its own so that
 * one index serves every tenant. The weight says what a word is: A as it stands in the title, B a stem of the title,
 * C as it stands in notes or a comment, D a stem of these.
 * @param text words that `searchedWords` made, or SQL of such
 */
export function searchVector(
  workspaceId: WorkspaceId | SQL,
  text: { title?: string | SQL; body: string | SQL },
): SQL {
  const title =
    text.title === undefined ? sql`` : sql`${weighed(text.title, { word: 'A', stem: 'B' })} || `;
  return sql`${title}${weighed(text.body, { word: 'C', stem: 'D' })}
    || array_to_tsvector(ARRAY[${workspaceId}::text])`;
}

function weighed(words: string | SQL, { word, stem }: { word: string; stem: string }): SQL {
  return sql`setweight(to_tsvector('simple', ${words}), ${sql.raw(`'${word}'`)})
    || setweight(to_tsvector('russian', ${words}), ${sql.raw(`'${stem}'`)})`;
}
