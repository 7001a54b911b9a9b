import type { Record } from '../changes/record.ts';
import type { WriteCtx } from '../changes/write.ts';
import { dayIn } from '../domain/due.ts';
import type { Due } from '../domain/due.ts';
import type { LabelId, ProjectId, SectionId, TaskId } from '../domain/ids.ts';
import { deriveTaskDue } from '../task/derive-task-due.ts';
import { listImportedLabels } from './list-imported-labels.ts';
import { listImportedProjects } from './list-imported-projects.ts';
import { listImportedSections } from './list-imported-sections.ts';
import { listImportedTasks } from './list-imported-tasks.ts';
import { listKnownTasks } from './list-known-tasks.ts';
import { listWritableProjects } from './list-writable-projects.ts';
import { insertTasks } from './insert-tasks.ts';
import type { StagedItem } from './list-staged-items.ts';
import { mergeTask } from './merge-task.ts';
import type { ImportRow } from './scope.ts';

/** A task of the source in this workspace's words: ids instead of the source's, days in the person's zone. */
export type ReadyTask = {
  item: StagedItem<'task'>;
  projectId: ProjectId;
  sectionId: SectionId | null;
  parentId: TaskId | null;
  labelIds: LabelId[];
  startOn: string | null;
  due: Due;
};

/** Makes the tasks that are not known yet and merges the others; all of one depth, their parents written before. */
export async function writeTasks(
  w: WriteCtx,
  record: Record,
  { row, items }: { row: ImportRow; items: StagedItem<'task'>[] },
): Promise<void> {
  // What the source did not change since the last import stays as people here have it.
  const pending = items.filter((item) => item.changed === null || item.changed.length > 0);
  const known = await listKnownTasks(
    w,
    row,
    pending.map((item) => item.sourceId),
  );
  const ready = await makeReady(w, row, pending);
  const fresh = ready.filter((task) => !known.has(task.item.sourceId));
  const writable = await listWritableProjects(
    w,
    fresh.map((task) => task.projectId),
  );
  // A parent may have been taken to where this person cannot write; its new subtasks are left out.
  const mine = fresh.filter((task) => writable.has(task.projectId));
  await insertTasks(w, record, { row, ready: mine });
  for (const task of ready) {
    const found = known.get(task.item.sourceId);
    if (found?.open) await mergeTask(w, task, found);
  }
}

async function makeReady(
  w: WriteCtx,
  row: ImportRow,
  items: StagedItem<'task'>[],
): Promise<ReadyTask[]> {
  const wanted = (pick: (item: StagedItem<'task'>) => string | null) => [
    ...new Set(items.map(pick).filter((id) => id !== null)),
  ];
  const targets = await listImportedProjects(
    w,
    row,
    wanted((item) => item.data.projectSourceId),
  );
  const sections = await listImportedSections(
    w,
    row,
    wanted((item) => item.data.sectionSourceId),
  );
  const parents = await listImportedTasks(
    w,
    row,
    wanted((item) => item.parentSourceId),
  );
  const labels = await listImportedLabels(w, row, [
    ...new Set(items.flatMap((item) => item.data.labelSourceIds)),
  ]);
  const { timeZone } = w.member;
  return items.flatMap((item) => {
    const { data, parentSourceId } = item;
    const parent = parentSourceId === null ? null : parents.get(parentSourceId);
    // A subtask lives where its parent is now, which may have been moved.
    const projectId = parent?.projectId ?? targets.get(data.projectSourceId)?.id;
    if (!projectId || parent === undefined) return [];
    const section = parent ? undefined : sections.get(data.sectionSourceId ?? '');
    const labelIds = data.labelSourceIds.map((sourceId) => labels.get(sourceId));
    return {
      item,
      projectId,
      sectionId: section?.projectId === projectId && section.deletedAt === null ? section.id : null,
      parentId: parent?.id ?? null,
      labelIds: [...new Set(labelIds.filter((id) => id !== undefined))],
      startOn: data.startAt === null ? null : dayIn(data.startAt, timeZone),
      due: deriveTaskDue(null, data.dueAt === null ? {} : { dueAt: data.dueAt, timeZone }),
    };
  });
}
