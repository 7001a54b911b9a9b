'use client';

import type { LoadState } from '../../_client/loads/loads.ts';
import { useStore } from '../../_client/store/page-store.ts';
import { useLocation } from '../../_client/router.ts';
import { useLabel, useProject, useTask } from '../../_client/store/use-rows.ts';
import { NotFoundView } from '../../_ui/not-found-view.tsx';
import { useTrueAddress } from '../workspace/current-workspace.ts';
import { TaskChoice, WorkspaceSettings } from '../workspace/late-views.tsx';
import { splitPath, workspaceAt } from '../workspace/workspace-path.ts';
import { AddRoute } from './add-route.tsx';
import { LoadStateView } from './load-state.tsx';
import { Meanwhile } from './meanwhile.tsx';
import { findProject } from './route.ts';
import type { Route } from './route.ts';
import type { NamedTask } from './use-task-of-key.ts';
import {
  ArchiveView,
  AdminView,
  CalendarView,
  CompletedView,
  FilterView,
  HistoryView,
  ImportView,
  LabelView,
  NotificationsView,
  ProjectView,
  SearchView,
  TodayView,
  TrashView,
  TrashedTask,
  UpcomingView,
  SettingsView,
} from './views.tsx';

type Props = { route: Route; boot: LoadState; named: NamedTask };

/** What an address shows. */
export function RouteView({ route, boot, named }: Props) {
  const tail = splitPath(useLocation()?.path ?? '/').tail;
  const workspace = useStore((store) => workspaceAt(store, tail));
  if (route.view === 'nowhere') return <NotFoundView />;
  if (boot.status !== 'ready') {
    return (
      <Meanwhile>
        {route.view === 'add' && <AddRoute isReady={false} />}
        <LoadStateView load={boot} isEmpty>
          {null}
        </LoadStateView>
      </Meanwhile>
    );
  }
  if (!workspace) return <NotFoundView />;
  switch (route.view) {
    case 'today':
      return <TodayView />;
    case 'upcoming':
      return <UpcomingView />;
    case 'calendar':
      return <CalendarView />;
    case 'notifications':
      return <NotificationsView />;
    case 'add':
      return <AddRoute isReady />;
    case 'inbox':
      return <InboxRoute inboxId={workspace.inboxId} />;
    case 'search':
      return <SearchView />;
    case 'filter':
      return <FilterView key={route.ref ?? workspace.id} viewId={route.ref} />;
    case 'import':
      return <ImportView />;
    case 'archive':
      return <ArchiveView key={workspace.id} />;
    case 'trash':
      return <TrashView key={workspace.id} />;
    case 'completed':
      return <CompletedView key={workspace.id} />;
    case 'history':
      return <HistoryView key={workspace.id} />;
    case 'settings':
      return <SettingsView part={route.part} />;
    case 'admin':
      return <AdminView part={route.part} />;
    case 'label':
      return <LabelRoute labelId={route.ref} />;
    case 'task':
      return <TaskRoute named={named} />;
    case 'project':
      return <ProjectRoute projectRef={route.ref} tail={tail} />;
    case 'workspace-settings':
      return <WorkspaceSettings key={workspace.id} workspace={workspace} part={route.ref} />;
  }
}

function InboxRoute({ inboxId }: { inboxId: string }) {
  const inbox = useProject(inboxId);
  return inbox ? <ProjectView key={inbox.id} project={inbox} /> : null;
}

function ProjectRoute({ projectRef, tail }: { projectRef: string; tail: string | null }) {
  const project = useStore((store) => findProject(store, projectRef, tail));
  useTrueAddress(project?.workspaceId);
  return project ? <ProjectView key={project.id} project={project} /> : <NotFoundView />;
}

function LabelRoute({ labelId }: { labelId: string }) {
  const label = useLabel(labelId);
  useTrueAddress(label?.workspaceId);
  return label ? <LabelView key={label.id} label={label} /> : <NotFoundView />;
}

function TaskRoute({ named }: { named: NamedTask }) {
  const task = useTask(named.taskId);
  const project = useProject(task?.projectId);
  useTrueAddress(task?.workspaceId ?? named.deleted?.workspaceId);
  if (named.status === 'several') return <TaskChoice tasks={named.choices} />;
  if (project) return <ProjectView key={project.id} project={project} />;
  if (named.deleted) return <TrashedTask {...named.deleted} onBack={named.again} />;
  if (task || named.status === 'missing' || named.status === 'found') return <NotFoundView />;
  const load = { status: named.status === 'failed' ? 'failed' : 'loading', error: null } as const;
  return (
    <Meanwhile>
      <LoadStateView load={load} isEmpty onRetry={named.again}>
        {null}
      </LoadStateView>
    </Meanwhile>
  );
}
