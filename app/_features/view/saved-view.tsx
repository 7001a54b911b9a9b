'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { longestView } from '../../../server/domain/limits.ts';
import type { ViewOutput } from '../../../server/view/schema.ts';
import { renameView, updateView } from '../../_client/intents/views.ts';
import { useViewsLoad } from '../../_client/loads/use-kept.ts';
import { useMe, useWorkspaces } from '../../_client/store/use-rows.ts';
import { useView } from '../../_client/store/use-views.ts';
import { NotFoundView } from '../../_ui/not-found-view.tsx';
import { ViewHeader } from '../../_ui/view-header.tsx';
import { FilterSays } from '../filter/filter-says.tsx';
import { takeSuggestion } from '../filter/read-filter.ts';
import { useFilter } from '../filter/use-filter.ts';
import { useFound } from '../filter/use-found.ts';
import type { Found } from '../filter/use-found.ts';
import { NameField } from '../project/name-field.tsx';
import { Column } from '../shell/column.tsx';
import { LoadStateView } from '../shell/load-state.tsx';
import { Meanwhile } from '../shell/meanwhile.tsx';
import { useCurrentWorkspace, useTrueAddress } from '../workspace/current-workspace.ts';
import { EditFilter } from './edit-filter.tsx';
import { aboveTasks, LaidOut } from './laid-out.tsx';
import { rightsOnView } from './may-change-view.ts';
import { ViewActions } from './view-actions.tsx';

/** A filter under a name, and what it finds. */
export function SavedView({ viewId }: { viewId: string }) {
  const view = useView(viewId);
  const workspaceId = useCurrentWorkspace()?.id ?? '';
  const load = useViewsLoad(workspaceId);
  useTrueAddress(view?.workspaceId);
  if (view) return <ShownView view={view} />;
  if (load.status === 'ready') return <NotFoundView />;
  return (
    <Meanwhile>
      <LoadStateView load={load} isEmpty>
        {null}
      </LoadStateView>
    </Meanwhile>
  );
}

function ShownView({ view }: { view: ViewOutput }) {
  const t = useTranslations('filter');
  const workspace = useWorkspaces().find(({ id }) => id === view.workspaceId);
  const userId = useMe()?.id;
  const [renaming, setRenaming] = useState(false);
  const [editing, setEditing] = useState(false);
  if (!workspace) return null;
  const rights = rightsOnView({ userId, role: workspace.role }, view);
  const title = renaming ? (
    <NameField
      label={t('name')}
      value={view.name}
      longest={longestView}
      onSave={(name, was) => renameView(view, name, was)}
      onEnd={() => setRenaming(false)}
    />
  ) : (
    view.name
  );
  const tasks = (found: Found) => <LaidOut view={view} workspace={workspace} found={found} />;
  const isWide = view.layout !== 'list';
  const body = editing ? (
    <EditFilter view={view} onEnd={() => setEditing(false)}>
      {tasks}
    </EditFilter>
  ) : (
    <StandingFilter view={view} mayChange={rights.change}>
      {tasks}
    </StandingFilter>
  );
  return (
    <div className={isWide ? 'flex h-full flex-col' : undefined}>
      <ViewHeader
        wide={isWide}
        title={title}
        note={view.isShared ? t('isShared') : undefined}
        actions={
          rights.change && (
            <ViewActions
              view={view}
              rights={rights}
              onRename={() => setRenaming(true)}
              onEdit={() => setEditing(true)}
            />
          )
        }
      />
      {isWide ? body : <Column>{body}</Column>}
    </div>
  );
}

type StandingProps = {
  view: ViewOutput;
  mayChange: boolean;
  children: (found: Found) => ReactNode;
};

/** What a view asks for in words, or what is wrong with it for this person; below it the tasks. */
function StandingFilter({ view, mayChange, children }: StandingProps) {
  const { workspaceId, filter, sort } = view;
  const reading = useFilter(filter, workspaceId);
  const found = useFound(reading, { workspaceId, text: filter, sort });
  return (
    <>
      <div className={aboveTasks(view)}>
        <FilterSays
          reading={reading}
          onTake={
            mayChange
              ? (problem) => updateView(view, { filter: takeSuggestion(filter, problem).text })
              : undefined
          }
        />
      </div>
      {reading?.kind === 'right' && children(found)}
    </>
  );
}
