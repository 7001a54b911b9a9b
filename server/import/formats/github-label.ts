import { fold } from '../../domain/fold.ts';
import { nearestColour } from './colours.ts';
import { cutNote, dropOthers, isObject, nameOf } from './fields.ts';
import type { ImportItem } from './item.ts';
import type { Json } from './json-builder.ts';
import type { LedgerBook } from './ledger.ts';
import { limits } from './limits.ts';

/** A label of an issue as it becomes one of ours, and as it stands in the file. */
export type LabelRead = { label: Extract<ImportItem, { kind: 'label' }>; record: Json };

/** The labels of one issue; what has no name, comes twice or is one too many is counted as lost. */
export function readGithubLabels(book: LedgerBook, value: Json | undefined): LabelRead[] {
  const found = new Map<string, LabelRead>();
  for (const record of Array.isArray(value) ? value : []) {
    const name = nameOf(isObject(record) ? record.name : record, limits.labelName);
    const sourceId = `label:${fold(name)}`;
    const place = { entity: 'task', field: 'labels' };
    if (name === '') book.drop(place, 'untitled');
    else if (found.has(sourceId)) book.drop(place, 'same-name');
    else if (found.size >= limits.labelsOfTask || sourceId.length > limits.sourceId)
      book.drop(place, 'limit');
    else {
      const colour = nearestColour(isObject(record) ? nameOf(record.color, 7) : null);
      found.set(sourceId, { label: { kind: 'label', sourceId, name, colour }, record });
      book.keep(place);
    }
  }
  return [...found.values()];
}

const known = new Set(['id', 'node_id', 'url', 'name', 'color', 'default']);

/** Counts what became of the label's own fields. */
export function countGithubLabel(book: LedgerBook, { record }: LabelRead): void {
  const name = isObject(record) ? record.name : record;
  book.keep({ entity: 'label', field: 'name' }, cutNote(name, limits.labelName));
  book.keep({ entity: 'label', field: 'color' }, 'nearest-colour');
  if (isObject(record)) dropOthers(book, { entity: 'label', known }, record);
}
