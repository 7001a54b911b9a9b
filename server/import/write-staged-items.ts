import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { StagedItem } from './list-staged-items.ts';
import type { Step } from './open-step.ts';
import { writeComments } from './write-comments.ts';
import { writeLabels } from './write-labels.ts';
import { writeProjects } from './write-projects.ts';
import { writeSections } from './write-sections.ts';
import { writeTasks } from './write-tasks.ts';

/** Writes items that are all of one kind, from the first on, as far as the step has room. */
export async function writeStagedItems(
  w: WriteCtx,
  record: Record,
  { step, items }: { step: Step; items: StagedItem[] },
): Promise<void> {
  const of = <K extends StagedItem['kind']>(kind: K) =>
    items.filter((item): item is StagedItem & StagedItem<K> => item.kind === kind);
  await writeProjects(w, { step, items: of('project') });
  await writeLabels(w, { step, items: of('label') });
  await writeSections(w, { step, items: of('section') });
  await writeTasks(w, record, { step, items: of('task') });
  await writeComments(w, record, { step, items: of('comment') });
}
