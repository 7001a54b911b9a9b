import { labels } from './lexicon/leads.ts';
import { entryAt, tokenAt, wordAt } from './line.ts';
import type { Line } from './line.ts';

const marks: ReadonlySet<string> = new Set([':', '-', '–', '—']);

/**
 * Where a name of a due ends that stands there, with the mark behind it: due, срок:, deadline —. A noun is one only with
 * such a mark, or behind a mark of its own: in `Grant report deadline Friday` it is part of the title.
 */
export function dueLabelEnd(line: Line, at: number): number | undefined {
  const label = entryAt(line, at, labels);
  if (!label) return undefined;
  const isMarked = marks.has(wordAt(line, label.end));
  const isOwn = label.value === 'word' || isMarked || tokenAt(line, at - 1)?.kind === 'mark';
  if (!isOwn) return undefined;
  return isMarked ? label.end + 1 : label.end;
}
