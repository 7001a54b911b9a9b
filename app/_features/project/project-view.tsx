'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ProjectOutput } from '../../../server/project/schema.ts';
import { intend } from '../../_client/intents/late-intents.ts';
import { useLoad } from '../../_client/loads/use-load.ts';
import { isWritable } from '../../_client/store/writable.ts';
import { useOpenCount } from '../../_client/store/use-rows.ts';
import { LateView } from '../../_ui/late-part.ts';
import { ViewHeader } from '../../_ui/view-header.tsx';
import { WhoLooks } from '../presence/who-looks.tsx';
import { Skeleton } from '../shell/skeleton.tsx';
import { useKeys } from '../shell/use-keys.ts';
import { useOnFail } from '../shell/use-on-fail.ts';
import { createListState } from '../task-list/list-state.ts';
import { RightNote } from '../team/right-note.tsx';
import { archivedPart, boardPart, listPart } from './look-parts.ts';
import { LookSwitch } from './look-switch.tsx';
import { NameField } from './name-field.tsx';
import { ProjectActions } from './project-actions.tsx';
import { useLook } from './project-look.ts';

/** A project as a list or a board, with its name and menu above. The inbox is one, too. */
export function ProjectView({ project }: { project: ProjectOutput }) {
  const t = useTranslations('project');
  const shell = useTranslations('shell');
  const [look, chooseLook] = useLook(project.id);
  const [list] = useState(createListState);
  const [showClosed, setShowClosed] = useState(false);
  const [renaming, setRenaming] = useState(false);
  const load = useLoad('project', project.id);
  const open = useOpenCount(project.id);
  const name = project.isInbox ? shell('inbox') : project.name;
  const canWrite = isWritable(project);
  const onFail = useOnFail();
  useKeys({ look: () => chooseLook(look === 'list' ? 'board' : 'list') });

  return (
    <>
      <ViewHeader
        wide={look === 'board'}
        title={
          renaming ? (
            <NameField
              label={t('name')}
              value={project.name}
              onSave={(next, was) =>
                intend(({ renameProject }) => renameProject(project, next, was))
              }
              onEnd={() => setRenaming(false)}
            />
          ) : (
            name
          )
        }
        note={open > 0 ? t('open', { count: open }) : undefined}
        actions={
          <>
            <WhoLooks workspaceId={project.workspaceId} projectId={project.id} />
            <LookSwitch look={look} onChange={chooseLook} />
            <ProjectActions
              project={project}
              showClosed={showClosed}
              onShowClosed={() => setShowClosed(!showClosed)}
              onRename={() => setRenaming(true)}
            />
          </>
        }
      />
      {project.archivedAt !== null && <LateView part={archivedPart} props={{ project }} />}
      {project.right !== 'write' && <RightNote right={project.right} />}
      {look === 'board' ? (
        <LateView
          part={boardPart}
          props={{ project, list, load, canWrite, showClosed }}
          fallback={<Skeleton />}
          onFail={() => chooseLook('list')}
        />
      ) : (
        <LateView
          part={listPart}
          props={{ project, name, list, load, showClosed, canWrite }}
          fallback={<Skeleton />}
          onFail={onFail}
        />
      )}
    </>
  );
}
