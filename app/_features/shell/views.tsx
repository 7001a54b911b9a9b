'use client';

import type { LabelOutput } from '../../../server/label/schema.ts';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import type { ProjectOutput } from '../../../server/project/schema.ts';
import type { TrashedProps } from '../trash/trashed-task.tsx';
import type { Route } from './route.ts';
import { untilAtRest } from '../../_client/until-at-rest.ts';
import { listPart } from '../project/look-parts.ts';
import { useOnFail } from './use-on-fail.ts';
import { fetchNotifications } from '../notification/notified-view.tsx';
import { LateView, latePart } from '../../_ui/late-part.ts';
import { LateScreen } from './late-screen.tsx';

export const todayPart = latePart<object>(
  async () => (await import('../today/today-view.tsx')).TodayView,
);
export const projectPart = latePart<{ project: ProjectOutput }>(async () => {
  // With its list: a heading alone would take no keys.
  const [view] = await Promise.all([import('../project/project-view.tsx'), listPart.load()]);
  return view.ProjectView;
});
const upcomingPart = latePart<object>(
  async () => (await import('../upcoming/upcoming-view.tsx')).UpcomingView,
);
const calendarPart = latePart<object>(
  async () => (await import('../calendar/calendar-view.tsx')).CalendarView,
);
const notificationsPart = latePart<object>(
  async () => (await fetchNotifications()).NotificationsView,
);
const labelPart = latePart<{ label: LabelOutput }>(
  async () => (await import('../label/label-view.tsx')).LabelView,
);
const searchPart = latePart<object>(
  async () => (await import('../search/search-view.tsx')).SearchView,
);
const viewParts = async () => (await import('../view/view-parts.ts')).viewParts;
const filterPart = latePart<{ viewId: string | null }>(async () =>
  (await viewParts()).loadFilterOrView(),
);
/** The saved views in the sidebar, fetched once the page is at rest. */
export const viewGroupPart = latePart<{ workspace: WorkspaceOutput }>(async () => {
  await untilAtRest();
  return (await viewParts()).ViewGroup;
});
const importPart = latePart<object>(
  async () => (await import('../import/import-view.tsx')).ImportView,
);
const archivePart = latePart<object>(
  async () => (await import('../archive/archive-view.tsx')).ArchiveView,
);
const trashPart = latePart<object>(async () => (await import('../trash/trash-view.tsx')).TrashView);
const historyPart = latePart<object>(
  async () => (await import('../history/history-view.tsx')).HistoryView,
);
const completedPart = latePart<object>(
  async () => (await import('../completed/completed-view.tsx')).CompletedView,
);
const trashedPart = latePart<TrashedProps>(
  async () => (await import('../trash/trashed-task.tsx')).TrashedTask,
);
const settingsPart = latePart<{ part: string | null }>(
  async () => (await import('../settings/settings-view.tsx')).SettingsView,
);
const adminPart = latePart<{ part: string | null }>(
  async () => (await import('../admin/admin-view.tsx')).AdminView,
);
const panelPart = latePart<PanelProps>(
  async () => (await import('../task-panel/task-panel.tsx')).TaskPanel,
);

const partOf: Partial<Record<Route['view'], { load: () => Promise<unknown> }>> = {
  today: todayPart,
  upcoming: upcomingPart,
  calendar: calendarPart,
  notifications: notificationsPart,
  inbox: projectPart,
  project: projectPart,
  task: projectPart,
  label: labelPart,
  search: searchPart,
  filter: filterPart,
  import: importPart,
  archive: archivePart,
  trash: trashPart,
  history: historyPart,
  completed: completedPart,
  settings: settingsPart,
  admin: adminPart,
};

/** Fetches the view of an address beside the rows that it will show. */
export function preloadView(view: Route['view']): void {
  // A failure is told by the view itself, which asks again.
  void Promise.allSettled([partOf[view]?.load()]);
}

/** Fetches what is likely to be needed next, when the page is idle. */
export function preloadViews(): void {
  void Promise.allSettled([
    todayPart.load(),
    projectPart.load(),
    listPart.load(),
    panelPart.load(),
    searchPart.load(),
    labelPart.load(),
    upcomingPart.load(),
    calendarPart.load(),
  ]);
}

type PanelProps = { taskId: string; onClose: () => void };

/** Today, fetched when it is first wanted. */
export function TodayView() {
  return <LateScreen part={todayPart} props={{}} />;
}

/** The days ahead, fetched when they are first wanted. */
export function UpcomingView() {
  return <LateScreen part={upcomingPart} props={{}} />;
}

/** The calendar, fetched when it is first wanted. */
export function CalendarView() {
  return <LateScreen part={calendarPart} props={{}} />;
}

/** What the person was notified of, fetched when it is first wanted. */
export function NotificationsView() {
  return <LateScreen part={notificationsPart} props={{}} />;
}

/** A project, fetched when it is first wanted. */
export function ProjectView(props: { project: ProjectOutput }) {
  return <LateScreen part={projectPart} props={props} />;
}

/** The tasks with a label, fetched when first wanted. */
export function LabelView(props: { label: LabelOutput }) {
  return <LateScreen part={labelPart} props={props} />;
}

/** Search, fetched when it is first wanted. */
export function SearchView() {
  return <LateScreen part={searchPart} props={{}} />;
}

/** The tasks that a filter finds, or a saved view, fetched when first wanted. */
export function FilterView(props: { viewId: string | null }) {
  return <LateScreen part={filterPart} props={props} />;
}

/** Import, fetched when it is first wanted. */
export function ImportView() {
  return <LateScreen part={importPart} props={{}} />;
}

/** The archive, fetched when it is first wanted. */
export function ArchiveView() {
  return <LateScreen part={archivePart} props={{}} />;
}

/** The trash, fetched when it is first wanted. */
export function TrashView() {
  return <LateScreen part={trashPart} props={{}} />;
}

/** The history of the workspace, fetched when it is first wanted. */
export function HistoryView() {
  return <LateScreen part={historyPart} props={{}} />;
}

/** What was completed in the workspace, fetched when it is first wanted. */
export function CompletedView() {
  return <LateScreen part={completedPart} props={{}} />;
}

/** What stands at the address of a deleted task. */
export function TrashedTask(props: TrashedProps) {
  return <LateScreen part={trashedPart} props={props} />;
}

/** Settings, fetched when they are first wanted. */
export function SettingsView(props: { part: string | null }) {
  return <LateScreen part={settingsPart} props={props} />;
}

/** The administration of the instance, fetched when it is first wanted. */
export function AdminView(props: { part: string | null }) {
  return <LateScreen part={adminPart} props={props} />;
}

/** The open task, fetched with the first one. */
export function TaskPanel(props: PanelProps) {
  return <LateView part={panelPart} props={props} onFail={useOnFail()} />;
}
