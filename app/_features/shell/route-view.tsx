'use client';

import type { ReactNode } from 'react';
import type { LoadState } from '../../_client/loads/loads.ts';
import { useLoad } from '../../_client/loads/use-load.ts';
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
  ArchiveView,
  ImportView,
  LabelView,
  MissingTask,
  ProjectView,
  SearchView,
  TrashView,
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
    case 'archive':
      return <ArchiveView />;
    case 'trash':
      return <TrashView />;
    case 'label':
      return <LabelRoute labelId={route.ref} />;
    case 'task':
      return <TaskRoute name={route.ref} named={named} />;
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
  if (project) return <ProjectView key={project.id} project={project} />;
  return <ArchivedRoute otherwise={<NotFoundView />} />;
}

/** The store holds no archived projects until someone looks for one; what asks for this then finds it there. */
function ArchivedRoute({ otherwise }: { otherwise: ReactNode }) {
  const home = useHomeWorkspace();
  const { status } = useLoad(home ? 'archived' : 'nothing', home?.id ?? '');
  return status === 'loading' ? null : otherwise;
}

function LabelRoute({ labelId }: { labelId: string }) {
  const label = useLabel(labelId);
  return label ? <LabelView key={label.id} label={label} /> : <NotFoundView />;
}

function TaskRoute({ name, named }: { name: string; named: NamedTask }) {
  const task = useTask(named.taskId);
  const project = useProject(task?.projectId);
  if (project) return <ProjectView key={project.id} project={project} />;
  if (named.status === 'missing') return <MissingTask name={name} onBack={named.again} />;
  if (task) return <ArchivedRoute otherwise={<NotFoundView />} />;
  return named.status === 'found' ? <NotFoundView /> : null;
}
