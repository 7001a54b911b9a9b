'use client';

import Plus from 'lucide-react/icons/plus';
import Settings from 'lucide-react/icons/settings';
import Users from 'lucide-react/icons/users';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { navigate } from '../../_client/router.ts';
import { store } from '../../_client/store/page-store.ts';
import { useWorkspaces } from '../../_client/store/use-rows.ts';
import { Menu } from '../../_ui/menu.tsx';
import type { Anchored } from '../../_ui/overlay-types.ts';
import { goToWorkspace } from './go-to-workspace.ts';
import { NewWorkspaceDialog } from './new-workspace-dialog.tsx';
import { WorkspaceMark } from './workspace-mark.tsx';
import { useWorkspaceName } from './workspace-name.ts';
import { settingsPath } from './settings-path.ts';

export type SwitcherEntriesProps = { workspace: WorkspaceOutput; surface: Anchored };

/** All workspaces of the person, and what can be done with the present one. Fetched when it is first opened. */
export function SwitcherEntries({ workspace, surface }: SwitcherEntriesProps) {
  const t = useTranslations('workspace');
  const workspaces = useWorkspaces();
  const nameOf = useWorkspaceName();
  const [making, setMaking] = useState(false);
  return (
    <>
      <Menu
        {...surface}
        label={t('switch')}
        entries={[
          ...workspaces.map((one) => ({
            label: nameOf(one),
            icon: <WorkspaceMark id={one.id} name={nameOf(one)} size="small" />,
            checked: one.id === workspace.id,
            onSelect: () => goToWorkspace(one.id),
          })),
          'line',
          { label: t('new'), icon: <Plus size={16} />, onSelect: () => setMaking(true) },
          'line',
          {
            label: t('members'),
            icon: <Users size={16} />,
            onSelect: () => navigate(settingsPath(store, workspace.id, '/members')),
          },
          {
            label: t('settings'),
            icon: <Settings size={16} />,
            onSelect: () => navigate(settingsPath(store, workspace.id)),
          },
        ]}
      />
      {making && <NewWorkspaceDialog onClose={() => setMaking(false)} />}
    </>
  );
}
