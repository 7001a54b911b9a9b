import type { LabelColour } from '../../domain/enums.ts';
import { fold } from '../../domain/fold.ts';
import { trelloColour } from './colours.ts';
import { cutNote, nameOf } from './fields.ts';
import type { JsonObject } from './json-builder.ts';
import type { LedgerBook } from './ledger.ts';
import { limits } from './limits.ts';
import { readId } from './text.ts';

export type TrelloLabel = {
  /** What makes two labels the same: here a workspace has one label of a name. */
  key: string;
  name: string;
  colour: LabelColour;
  /** False when it was turned into a near one, null when there was none. */
  exactColour: boolean | null;
  named: boolean;
  cut: boolean;
};

/** A label of the board or of a card; one without a name is called by its colour. Null for no label. */
export function readTrelloLabel(label: JsonObject): TrelloLabel | null {
  const given = nameOf(label.name, limits.labelName);
  const shade = readId(label.color, 40);
  if (given === '' && shade === null) return null;
  const { colour, exact } = trelloColour(shade);
  const name = given === '' ? (shade ?? '').replaceAll('_', ' ') : given;
  return {
    key: `label:${fold(name)}`,
    name,
    colour,
    exactColour: shade === null ? null : exact,
    named: given !== '',
    cut: cutNote(label.name, limits.labelName) !== null,
  };
}

/** Counts what became of the label's fields. */
export function countTrelloLabel(book: LedgerBook, label: TrelloLabel): void {
  const note = label.cut ? 'cut' : label.named ? null : 'colour-is-name';
  book.keep({ entity: 'label', field: 'name' }, note);
  if (label.exactColour === null) return;
  book.keep({ entity: 'label', field: 'color' }, label.exactColour ? null : 'nearest-colour');
}
