'use client';

import type { LoadState } from '../../_client/loads/loads.ts';
import { useStore } from '../../_client/store/page-store.ts';
import { useHomeWorkspace, useLabel, useProject, useTask } from '../../_client/store/use-rows.ts';
import { NotFoundView } from '../../_ui/not-found-view.tsx';
import { TodayView } from '../today/today-view.tsx';
import { Column } from './column.tsx';
import { LoadStateView } from './load-state.tsx';
import { findProject } from './route.ts';
import type { Route } from './route.ts';
import type { NamedTask } from './use-task-of-key.ts';
import {
  AdminView,
  ImportView,
  LabelView,
  ProjectView,
  SearchView,
  SettingsView,
} from './views.tsx';

type Props = { route: Route; boot: LoadState; named: NamedTask };

/** What an address shows. */
export function RouteView({ route, boot, named }: Props) {
  if (route.view === 'nowhere') return <NotFoundView />;
  if (boot.status !== 'ready') {
    return (
      <Column>
        <div className="pt-12">
          <LoadStateView load={boot} isEmpty>
            {null}
          </LoadStateView>
        </div>
      </Column>
    );
  }
  switch (route.view) {
    case 'today':
      return <TodayView />;
    case 'inbox':
      return <InboxRoute />;
    case 'search':
      return <SearchView />;
    case 'import':
      return <ImportView />;
    case 'settings':
      return <SettingsView part={route.part} />;
    case 'admin':
      return <AdminView part={route.part} />;
    case 'label':
      return <LabelRoute labelId={route.ref} />;
    case 'task':
      return <TaskRoute named={named} />;
    case 'project':
      return <ProjectRoute projectRef={route.ref} />;
  }
}

function InboxRoute() {
  const home = useHomeWorkspace();
  const inbox = useProject(home?.inboxId);
  return inbox ? <ProjectView key={inbox.id} project={inbox} /> : null;
}

function ProjectRoute({ projectRef }: { projectRef: string }) {
  const project = useStore((store) => findProject(store, projectRef));
  return project ? <ProjectView key={project.id} project={project} /> : <NotFoundView />;
}

function LabelRoute({ labelId }: { labelId: string }) {
  const label = useLabel(labelId);
  return label ? <LabelView key={label.id} label={label} /> : <NotFoundView />;
}

function TaskRoute({ named }: { named: NamedTask }) {
  const task = useTask(named.taskId);
  const project = useProject(task?.projectId);
  if (project) return <ProjectView key={project.id} project={project} />;
  return named.status === 'missing' || (named.status === 'found' && !task) ? (
    <NotFoundView />
  ) : null;
}
