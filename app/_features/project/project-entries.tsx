'use client';

import Archive from 'lucide-react/icons/archive';
import ArchiveRestore from 'lucide-react/icons/archive-restore';
import CircleCheck from 'lucide-react/icons/circle-check';
import Pencil from 'lucide-react/icons/pencil';
import Trash from 'lucide-react/icons/trash-2';
import Users from 'lucide-react/icons/users';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { labelColours } from '../../../server/domain/enums.ts';
import type { Action } from '../../../server/domain/policy.ts';
import type { ProjectOutput } from '../../../server/project/schema.ts';
import {
  archiveProject,
  deleteProject,
  unarchiveProject,
  updateProject,
} from '../../_client/intents/projects.ts';
import { may } from '../../_client/store/may.ts';
import { useWorkspaces } from '../../_client/store/use-rows.ts';
import { navigate } from '../../_client/router.ts';
import { Menu } from '../../_ui/menu.tsx';
import type { Anchored, MenuEntry } from '../../_ui/overlay-types.ts';
import { useOverlay } from '../../_ui/overlay.ts';
import { Popover } from '../../_ui/popover.tsx';
import { ShareDialog } from '../team/team-parts.tsx';
import { ColourGrid } from '../label/colour-grid.tsx';
import { LabelDot } from '../../_ui/label-dot.tsx';

export type ProjectEntriesProps = {
  project: ProjectOutput;
  showClosed: boolean;
  onShowClosed: () => void;
  onRename: () => void;
  surface: Anchored;
};

/** What can be done with a project. The inbox can neither be renamed nor go away. */
export function ProjectEntries(props: ProjectEntriesProps) {
  const { project, showClosed, onShowClosed, onRename, surface } = props;
  const t = useTranslations('project');
  const team = useTranslations('team');
  const colours = useOverlay('dialog');
  const [sharing, setSharing] = useState(false);
  const workspace = useWorkspaces().find(({ id }) => id === project.workspaceId);
  const mayHere = (action: Action) => !project.isInbox && may(action, { workspace, project });
  const isArchived = project.archivedAt !== null;
  const leave = (act: (project: ProjectOutput) => void) => () => {
    act(project);
    navigate('/today');
  };
  const closed = {
    label: t('showClosed'),
    icon: <CircleCheck size={16} />,
    checked: showClosed,
    onSelect: onShowClosed,
  };
  const share: MenuEntry = {
    label: team('share'),
    icon: <Users size={16} />,
    onSelect: () => setSharing(true),
  };
  const edits: MenuEntry[] = [
    { label: t('rename'), icon: <Pencil size={16} />, onSelect: onRename },
    {
      label: t('colour'),
      icon: <LabelDot colour={project.colour} />,
      onSelect: () => surface.anchor && colours.showAt(surface.anchor),
    },
  ];
  const archiving: MenuEntry = isArchived
    ? {
        label: t('unarchive'),
        icon: <ArchiveRestore size={16} />,
        onSelect: () => unarchiveProject(project),
      }
    : { label: t('archive'), icon: <Archive size={16} />, onSelect: leave(archiveProject) };
  const deletion: MenuEntry = {
    label: t('delete'),
    icon: <Trash size={16} />,
    tone: 'danger',
    onSelect: leave(deleteProject),
  };
  const groups: MenuEntry[][] = [
    [closed, ...(project.isInbox ? [] : [share])],
    mayHere('project.update') && !isArchived ? edits : [],
    [
      ...(mayHere('project.archive') ? [archiving] : []),
      ...(mayHere('project.delete') ? [deletion] : []),
    ],
  ];
  const entries = groups
    .filter((group) => group.length > 0)
    .flatMap((group, at) => (at === 0 ? group : ['line' as const, ...group]));
  return (
    <>
      <Menu {...surface} align="end" label={t('menu')} entries={entries} />
      {sharing && <ShareDialog project={project} onClose={() => setSharing(false)} />}
      <Popover {...colours.surface} align="end" label={t('colour')}>
        <ColourGrid
          colours={labelColours}
          chosen={project.colour}
          onPick={(colour) => {
            updateProject(project, { colour });
            colours.hide();
          }}
        />
      </Popover>
    </>
  );
}
