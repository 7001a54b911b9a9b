'use client';

import ListFilter from 'lucide-react/icons/list-filter';
import Plus from 'lucide-react/icons/plus';
import UsersRound from 'lucide-react/icons/users-round';
import { useTranslations } from 'next-intl';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { useViewsLoad } from '../../_client/loads/use-kept.ts';
import { navigate } from '../../_client/router.ts';
import { useStore } from '../../_client/store/page-store.ts';
import { useView, useViewIds } from '../../_client/store/use-views.ts';
import { IconButton } from '../../_ui/icon-button.tsx';
import { useCloseSheet } from '../../_ui/phone-bar.tsx';
import { SidebarGroup, SidebarItem } from '../../_ui/sidebar-item.tsx';
import { commandRow } from '../shell/key-table.ts';
import { viewPath } from './view-path.ts';
import { usePrefix } from '../workspace/current-workspace.ts';

/** The saved views of a workspace, and the way to a new one. */
export function ViewGroup({ workspace }: { workspace: WorkspaceOutput }) {
  const t = useTranslations('filter');
  useViewsLoad(workspace.id);
  const ids = useViewIds(workspace.id);
  const prefix = usePrefix();
  const closeSheet = useCloseSheet();
  return (
    <SidebarGroup
      title={t('views')}
      action={
        <IconButton
          label={t('newView')}
          keys={commandRow('filter').keys}
          onClick={() => {
            closeSheet();
            navigate(`${prefix}/filter`);
          }}
        >
          <Plus size={16} aria-hidden />
        </IconButton>
      }
    >
      {ids.map((id) => (
        <ViewItem key={id} viewId={id} />
      ))}
    </SidebarGroup>
  );
}

function ViewItem({ viewId }: { viewId: string }) {
  const view = useView(viewId);
  const href = useStore((store) => (view ? viewPath(store, view) : ''));
  if (!view) return null;
  const Icon = view.isShared ? UsersRound : ListFilter;
  return <SidebarItem href={href} label={view.name} icon={<Icon size={16} aria-hidden />} />;
}
