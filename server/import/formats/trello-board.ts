import type { ReadOptions } from './item.ts';
import type { LedgerBook } from './ledger.ts';
import type { Words } from './notes.ts';
import type { TrelloSurvey } from './trello-survey.ts';

/** What every part of the second reading needs. */
export type TrelloBoard = {
  survey: TrelloSurvey;
  book: LedgerBook;
  options: ReadOptions;
  words: Words;
  projectId: string;
  /** Place of each list among the others, archived ones last. */
  listOrder: Map<string, number>;
  /** Ids that were told already; a file may hold a thing twice. */
  told: Set<string>;
  /** Checklist items so far. */
  items: number;
};

/** True the first time for an id; later ones are listed as skipped. */
export function tellOnce(
  board: TrelloBoard,
  id: string,
  { what, title }: { what: string; title: string },
): boolean {
  if (!board.told.has(id)) {
    board.told.add(id);
    return true;
  }
  board.book.skip(what, title, 'duplicate-id');
  return false;
}
