'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { LabelOutput } from '../../../server/label/schema.ts';
import type { ProjectOutput } from '../../../server/project/schema.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import type { MissingTaskProps } from '../trash/missing-task.tsx';
import type { Route } from './route.ts';
import { helpOpen } from './help-open.ts';
import { LateView, latePart } from '../../_ui/late-part.ts';
import { showToast } from '../../_ui/toast.tsx';
import { Skeleton } from './skeleton.tsx';

const projectPart = latePart<{ project: ProjectOutput }>(
  async () => (await import('../project/project-view.tsx')).ProjectView,
);
const labelPart = latePart<{ label: LabelOutput }>(
  async () => (await import('../label/label-view.tsx')).LabelView,
);
const keysPart = latePart<object>(async () => (await import('./keys-dialog.tsx')).KeysDialog);
const searchPart = latePart<object>(
  async () => (await import('../search/search-view.tsx')).SearchView,
);
const importPart = latePart<object>(
  async () => (await import('../import/import-view.tsx')).ImportView,
);
const archivePart = latePart<object>(
  async () => (await import('../archive/archive-view.tsx')).ArchiveView,
);
const trashPart = latePart<object>(async () => (await import('../trash/trash-view.tsx')).TrashView);
const missingPart = latePart<MissingTaskProps>(
  async () => (await import('../trash/missing-task.tsx')).MissingTask,
);
const panelPart = latePart<PanelProps>(
  async () => (await import('../task-panel/task-panel.tsx')).TaskPanel,
);

const partOf: Partial<Record<Route['view'], { load: () => Promise<unknown> }>> = {
  inbox: projectPart,
  project: projectPart,
  task: projectPart,
  label: labelPart,
  search: searchPart,
  import: importPart,
  archive: archivePart,
  trash: trashPart,
};

/** Fetches the view of an address beside the rows that it will show. */
export function preloadView(view: Route['view']): void {
  // A failure is told by the view itself, which asks again.
  void Promise.allSettled([partOf[view]?.load()]);
}

/** Fetches what is likely to be needed next, when the page is idle. */
export function preloadViews(): void {
  void Promise.allSettled([
    projectPart.load(),
    panelPart.load(),
    searchPart.load(),
    labelPart.load(),
  ]);
}

type PanelProps = { taskId: string; onClose: () => void };

function useOnFail(): () => void {
  const t = useTranslations('ui');
  return useCallback(() => void showToast({ message: t('partMissing'), tone: 'problem' }), [t]);
}

/** A project, fetched when it is first wanted. */
export function ProjectView(props: { project: ProjectOutput }) {
  return <LateView part={projectPart} props={props} fallback={<Skeleton />} onFail={useOnFail()} />;
}

/** The tasks with a label, fetched when first wanted. */
export function LabelView(props: { label: LabelOutput }) {
  return <LateView part={labelPart} props={props} fallback={<Skeleton />} onFail={useOnFail()} />;
}

/** The list of keys, fetched when it is first opened. */
export function KeysDialog() {
  const wanted = useCell(helpOpen);
  const onFail = useOnFail();
  return (
    (wanted || keysPart.ready() !== null) && <LateView part={keysPart} props={{}} onFail={onFail} />
  );
}

/** Search, fetched when it is first wanted. */
export function SearchView() {
  return <LateView part={searchPart} props={{}} fallback={<Skeleton />} onFail={useOnFail()} />;
}

/** Import, fetched when it is first wanted. */
export function ImportView() {
  return <LateView part={importPart} props={{}} fallback={<Skeleton />} onFail={useOnFail()} />;
}

/** The archive, fetched when it is first wanted. */
export function ArchiveView() {
  return <LateView part={archivePart} props={{}} fallback={<Skeleton />} onFail={useOnFail()} />;
}

/** The trash, fetched when it is first wanted. */
export function TrashView() {
  return <LateView part={trashPart} props={{}} fallback={<Skeleton />} onFail={useOnFail()} />;
}

/** What stands at the address of a task that is not there. */
export function MissingTask(props: MissingTaskProps) {
  return <LateView part={missingPart} props={props} onFail={useOnFail()} />;
}

/** The open task, fetched with the first one. */
export function TaskPanel(props: PanelProps) {
  return <LateView part={panelPart} props={props} onFail={useOnFail()} />;
}
