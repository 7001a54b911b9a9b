'use client';

import Archive from 'lucide-react/icons/archive';
import CalendarCheck from 'lucide-react/icons/calendar-check';
import Import from 'lucide-react/icons/file-input';
import Inbox from 'lucide-react/icons/inbox';
import Search from 'lucide-react/icons/search';
import Trash from 'lucide-react/icons/trash-2';
import { useTranslations } from 'next-intl';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { useLoad } from '../../_client/loads/use-load.ts';
import { useHot, useOpenCount, useWorkspaces } from '../../_client/store/use-rows.ts';
import { SidebarItem } from '../../_ui/sidebar-item.tsx';
import { AccountMenu } from './account-menu.tsx';
import { commandRow } from './key-table.ts';
import { LabelGroup } from './label-group.tsx';
import { ProjectGroup } from './project-group.tsx';
import { SyncLine } from './sync-line.tsx';

/** The places of the workspace. */
export function Sidebar() {
  const t = useTranslations('shell');
  const workspaces = useWorkspaces();
  const home = workspaces.find(({ isPersonal }) => isPersonal) ?? workspaces[0];
  return (
    <div className="flex min-h-full flex-col">
      <TodayItem />
      <InboxItem home={home} />
      <SidebarItem
        href="/search"
        label={t('search')}
        icon={<Search size={16} aria-hidden />}
        keys={commandRow('search').keys}
      />
      {home?.role !== 'guest' && (
        <SidebarItem href="/import" label={t('import')} icon={<Import size={16} aria-hidden />} />
      )}
      {workspaces.map((workspace) => (
        <ProjectGroup
          key={workspace.id}
          workspace={workspace}
          title={workspaces.length > 1 ? workspace.name : null}
        />
      ))}
      {workspaces.map((workspace) => (
        <LabelGroup
          key={workspace.id}
          workspace={workspace}
          title={workspaces.length > 1 ? workspace.name : null}
        />
      ))}
      <AwayItems />
      <div className="sticky -bottom-4 mt-auto -mb-4 bg-sidebar pt-4 pb-2 max-md:static">
        <SyncLine />
        <AccountMenu />
      </div>
    </div>
  );
}

/** Where what was put away and what was deleted is found again. */
function AwayItems() {
  const archive = useTranslations('archive');
  const trash = useTranslations('trash');
  return (
    <div className="mt-4">
      <SidebarItem
        href="/archive"
        label={archive('title')}
        icon={<Archive size={16} aria-hidden />}
      />
      <SidebarItem href="/trash" label={trash('title')} icon={<Trash size={16} aria-hidden />} />
    </div>
  );
}

function TodayItem() {
  const t = useTranslations('shell');
  useLoad('today');
  const { overdue, today } = useHot();
  return (
    <SidebarItem
      href="/today"
      label={t('today')}
      icon={<CalendarCheck size={16} aria-hidden />}
      count={overdue.length + today.length}
      keys={commandRow('today').keys}
    />
  );
}

function InboxItem({ home }: { home: WorkspaceOutput | undefined }) {
  const t = useTranslations('shell');
  const count = useOpenCount(home?.inboxId ?? '');
  return (
    <SidebarItem
      href="/inbox"
      label={t('inbox')}
      icon={<Inbox size={16} aria-hidden />}
      count={count}
      keys={commandRow('inbox').keys}
    />
  );
}
