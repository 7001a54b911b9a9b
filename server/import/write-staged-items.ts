import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { StagedItem } from './list-staged-items.ts';
import type { ImportRow } from './scope.ts';
import { writeComments } from './write-comments.ts';
import { writeLabels } from './write-labels.ts';
import { writeProjects } from './write-projects.ts';
import { writeSections } from './write-sections.ts';
import { writeTasks } from './write-tasks.ts';

/** Writes items that are all of one kind, inside a write. Doing it again changes nothing. */
export async function writeStagedItems(
  w: WriteCtx,
  record: Record,
  { row, items }: { row: ImportRow; items: StagedItem[] },
): Promise<void> {
  const of = <K extends StagedItem['kind']>(kind: K) =>
    items.filter((item): item is StagedItem & StagedItem<K> => item.kind === kind);
  await writeProjects(w, row, of('project'));
  await writeLabels(w, row, of('label'));
  await writeSections(w, record, { row, items: of('section') });
  await writeTasks(w, record, { row, items: of('task') });
  await writeComments(w, record, { row, items: of('comment') });
}
