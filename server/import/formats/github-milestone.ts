import { fold } from '../../domain/fold.ts';
import { cutNote, dropOthers, isObject, nameOf, positionOf } from './fields.ts';
import type { SectionItem } from './item.ts';
import type { Json, JsonObject } from './json-builder.ts';
import type { LedgerBook } from './ledger.ts';
import { limits } from './limits.ts';

/** A milestone groups issues as a section does; closed ones come last. Null for none. */
export function readMilestone(value: Json | undefined, project: string): SectionItem | null {
  if (!isObject(value)) return null;
  const name = nameOf(value.title, limits.name);
  if (name === '') return null;
  const number = typeof value.number === 'number' ? value.number : 0;
  return {
    kind: 'section',
    sourceId: `${project}/milestone/${number || fold(name)}`,
    parentSourceId: project,
    name,
    position: positionOf(number, 0) + (isClosed(value) ? 1_000_000 : 0),
    prints: {},
  };
}

const known = new Set([
  'id',
  'node_id',
  'number',
  'title',
  'state',
  'url',
  'html_url',
  'labels_url',
  'open_issues',
  'closed_issues',
  'created_at',
  'updated_at',
]);

/** Counts what became of the milestone's own fields. */
export function countMilestone(book: LedgerBook, milestone: JsonObject): void {
  const place = { entity: 'section', field: 'name' };
  book.keep(place, cutNote(milestone.title, limits.name));
  if (isClosed(milestone)) book.drop({ entity: 'section', field: 'state' }, 'no-equivalent');
  dropOthers(book, { entity: 'section', known }, milestone);
}

function isClosed(milestone: JsonObject): boolean {
  return nameOf(milestone.state, 20).toLowerCase() === 'closed';
}
