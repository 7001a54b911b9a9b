import type { WriteCtx } from '../changes/write.ts';
import { maxDepth } from '../domain/depth.ts';
import { dayIn } from '../domain/due.ts';
import type { Due } from '../domain/due.ts';
import type { LabelId, ProjectId, SectionId, TaskId } from '../domain/ids.ts';
import { deriveTaskDue } from '../task/derive-task-due.ts';
import { listImportedLabels } from './list-imported-labels.ts';
import { listImportedProjects } from './list-imported-projects.ts';
import { listImportedSections } from './list-imported-sections.ts';
import { listImportedTasks } from './list-imported-tasks.ts';
import { listWritableProjects } from './list-writable-projects.ts';
import type { StagedItem } from './list-staged-items.ts';
import type { LedgerNote } from './schema.ts';
import type { ImportRow } from './scope.ts';

type Item = StagedItem<'task'>;
export type ImportPlace = {
  projectId: ProjectId;
  sectionId: SectionId | null;
  parentId: TaskId | null;
};

/** A task of the source in this workspace's words: ids instead of the source's, days in the person's zone. */
export type ReadyTask = {
  item: Item;
  /** Or why it cannot stand there. */
  place: ImportPlace | LedgerNote;
  labelIds: LabelId[];
  /** Those that it had in the source at the last import and has no more. */
  formerLabelIds: LabelId[];
  startOn: string | null;
  due: Due;
};

/** Tasks of one depth by the source's ids; what they hang from was written before. */
export async function translateTasks(
  w: WriteCtx,
  row: ImportRow,
  items: Item[],
): Promise<Map<string, ReadyTask>> {
  const placeOf = await readPlaces(w, row, items);
  const former = (item: Item) =>
    item.labelsBefore.filter((id) => !item.data.labelSourceIds.includes(id));
  const labels = await listImportedLabels(w, row, [
    ...new Set(items.flatMap((item) => [...item.data.labelSourceIds, ...former(item)])),
  ]);
  const labelIdsOf = (sourceIds: string[]) => [
    ...new Set(sourceIds.map((id) => labels.get(id)).filter((id) => id !== undefined)),
  ];
  const { timeZone } = w.member;
  const translate = (item: Item): ReadyTask => {
    const { startAt, dueAt, labelSourceIds } = item.data;
    return {
      item,
      place: placeOf(item),
      labelIds: labelIdsOf(labelSourceIds),
      formerLabelIds: labelIdsOf(former(item)),
      startOn: startAt === null ? null : dayIn(startAt, timeZone),
      due: deriveTaskDue(null, dueAt === null ? {} : { dueAt, timeZone }),
    };
  };
  return new Map(items.map((item) => [item.sourceId, translate(item)]));
}

async function readPlaces(
  w: WriteCtx,
  row: ImportRow,
  items: Item[],
): Promise<(item: Item) => ReadyTask['place']> {
  const wanted = (pick: (item: Item) => string | null) => [
    ...new Set(items.map(pick).filter((id) => id !== null)),
  ];
  const projectIds = wanted(({ data }) => data.projectSourceId);
  const projects = await listImportedProjects(w, row, projectIds);
  const sectionIds = wanted(({ data }) => data.sectionSourceId);
  const sections = await listImportedSections(w, row, sectionIds);
  const parentIds = wanted((item) => item.parentSourceId);
  const parents = await listImportedTasks(w, row, parentIds);
  const writable = await listWritableProjects(
    w,
    [...projects.values()].map((project) => project.id),
  );
  return ({ data, parentSourceId }) => {
    if (parentSourceId !== null) {
      const parent = parents.get(parentSourceId);
      if (!parent) return 'out-of-reach';
      // A subtask lives where its parent is now, which may have been moved.
      const { id, projectId, depth } = parent;
      return depth < maxDepth ? { projectId, sectionId: null, parentId: id } : 'limit';
    }
    const projectId = projects.get(data.projectSourceId)?.id;
    if (!projectId || !writable.has(projectId)) return 'out-of-reach';
    const section = sections.get(data.sectionSourceId ?? '');
    const stands = section?.projectId === projectId && section.deletedAt === null;
    return { projectId, sectionId: stands ? section.id : null, parentId: null };
  };
}
