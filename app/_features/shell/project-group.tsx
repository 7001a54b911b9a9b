'use client';

import Plus from 'lucide-react/icons/plus';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { store } from '../../_client/store/page-store.ts';
import { useOpenCount, useProject, useProjectIds } from '../../_client/store/use-rows.ts';
import { IconButton } from '../../_ui/icon-button.tsx';
import { LabelDot } from '../../_ui/label-dot.tsx';
import { SidebarGroup, SidebarItem } from '../../_ui/sidebar-item.tsx';
import { NameField } from '../project/name-field.tsx';
import { makeProject } from './make-project.ts';
import { projectPath } from './route.ts';

type Props = { workspace: WorkspaceOutput };

/** The projects of a workspace, and the line that makes one. */
export function ProjectGroup({ workspace }: Props) {
  const t = useTranslations('shell');
  const ids = useProjectIds(workspace.id);
  const [adding, setAdding] = useState(false);
  const canAdd = workspace.role !== 'guest';
  return (
    <SidebarGroup
      title={t('projects')}
      action={
        canAdd && (
          <IconButton label={t('newProject')} onClick={() => setAdding(true)}>
            <Plus size={16} aria-hidden />
          </IconButton>
        )
      }
    >
      {ids.map((id) => (
        <ProjectItem key={id} projectId={id} />
      ))}
      {adding && <NewProject workspace={workspace} onEnd={() => setAdding(false)} />}
    </SidebarGroup>
  );
}

function ProjectItem({ projectId }: { projectId: string }) {
  const project = useProject(projectId);
  const count = useOpenCount(projectId);
  if (!project || project.isInbox || project.archivedAt !== null) return null;
  return (
    <SidebarItem
      href={projectPath(store, project)}
      label={project.name}
      icon={<LabelDot colour={project.colour} />}
      count={count}
    />
  );
}

function NewProject({ workspace, onEnd }: { workspace: WorkspaceOutput; onEnd: () => void }) {
  const t = useTranslations('shell');
  return (
    <div className="flex h-8 items-center gap-2.5 rounded-control bg-raised px-2 ring-1 ring-border touch:h-11">
      <span className="flex size-4 shrink-0 items-center justify-center">
        <LabelDot colour="grey" />
      </span>
      <NameField
        label={t('projectName')}
        placeholder={t('projectName')}
        onSave={(name, _was, path) => makeProject(workspace.id, name, path)}
        onEnd={onEnd}
      />
    </div>
  );
}
