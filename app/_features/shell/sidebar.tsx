'use client';

import Archive from 'lucide-react/icons/archive';
import BellIcon from 'lucide-react/icons/bell';
import CalendarIcon from 'lucide-react/icons/calendar';
import CircleCheckBig from 'lucide-react/icons/circle-check-big';
import CalendarCheck from 'lucide-react/icons/calendar-check';
import Sunrise from 'lucide-react/icons/sunrise';
import Command from 'lucide-react/icons/command';
import Import from 'lucide-react/icons/file-input';
import History from 'lucide-react/icons/history';
import Inbox from 'lucide-react/icons/inbox';
import Search from 'lucide-react/icons/search';
import Trash from 'lucide-react/icons/trash-2';
import { useTranslations } from 'next-intl';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { useLoad } from '../../_client/loads/use-load.ts';
import { useAtRest } from '../../_client/loads/use-at-rest.ts';
import { unread } from '../../_client/store/notification-news.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import { useHot, useOpenCount } from '../../_client/store/use-rows.ts';
import { useCloseSheet } from '../../_ui/phone-bar.tsx';
import { useSidebarShown } from '../../_ui/use-sidebar-shown.ts';
import { LateView } from '../../_ui/late-part.ts';
import { SidebarItem, SidebarTouchItem } from '../../_ui/sidebar-item.tsx';
import { askFor } from '../command/asked.ts';
import { useCurrentWorkspace, usePrefix } from '../workspace/current-workspace.ts';
import { AccountMenu } from './account-menu.tsx';
import { commandRow } from './key-table.ts';
import { viewGroupPart } from './views.tsx';
import { LabelGroup } from './label-group.tsx';
import { ProjectGroup } from './project-group.tsx';
import { SyncLine } from './sync-line.tsx';

/** Today and the days ahead, which are of all workspaces, and the places of the present one. */
export function Sidebar() {
  const t = useTranslations('shell');
  const workspace = useCurrentWorkspace();
  const prefix = usePrefix();
  const isFoot = useSidebarShown();
  return (
    <div className="flex min-h-full flex-col">
      <TodayItem />
      <WideItems />
      <InboxItem href={`${prefix}/inbox`} inboxId={workspace?.inboxId ?? ''} />
      <SidebarItem
        href={`${prefix}/search`}
        label={t('search')}
        icon={<Search size={16} aria-hidden />}
        keys={commandRow('search').keys}
      />
      <CommandsItem />
      <ImportItem workspace={workspace} href={`${prefix}/import`} />
      {workspace && <ProjectGroup key={`projects ${workspace.id}`} workspace={workspace} />}
      {workspace && (
        <LateView key={`views ${workspace.id}`} part={viewGroupPart} props={{ workspace }} />
      )}
      {workspace && <LabelGroup key={`labels ${workspace.id}`} workspace={workspace} />}
      <AwayItems prefix={prefix} />
      <div className="sticky -bottom-4 mt-auto -mb-4 bg-sidebar pt-4 pb-2 max-md:static max-md:bg-transparent">
        {isFoot && <SyncLine />}
        <AccountMenu />
      </div>
    </div>
  );
}

/** What was completed and done, and where what was put away and what was deleted is found again. */
function AwayItems({ prefix }: { prefix: string }) {
  const archive = useTranslations('archive');
  const trash = useTranslations('trash');
  const history = useTranslations('history');
  const completed = useTranslations('completed');
  return (
    <div className="mt-4">
      <SidebarItem
        href={`${prefix}/completed`}
        label={completed('title')}
        icon={<CircleCheckBig size={16} aria-hidden />}
        keys={commandRow('completed').keys}
      />
      <SidebarItem
        href={`${prefix}/history`}
        label={history('title')}
        icon={<History size={16} aria-hidden />}
      />
      <SidebarItem
        href={`${prefix}/archive`}
        label={archive('title')}
        icon={<Archive size={16} aria-hidden />}
      />
      <SidebarItem
        href={`${prefix}/trash`}
        label={trash('title')}
        icon={<Trash size={16} aria-hidden />}
      />
    </div>
  );
}

function TodayItem() {
  const t = useTranslations('shell');
  // Where it is not the view itself, its number is no hurry. Until it is here a list's own rows would make up another.
  const { status } = useLoad('today', '', useAtRest());
  const { overdue, today } = useHot();
  return (
    <SidebarItem
      href="/today"
      label={t('today')}
      icon={<CalendarCheck size={16} aria-hidden />}
      count={status === 'ready' ? overdue.length + today.length : 0}
      keys={commandRow('today').keys}
    />
  );
}

/** The days ahead and what the person was notified of, of all workspaces as Today is. */
function WideItems() {
  const upcoming = useTranslations('upcoming');
  const calendar = useTranslations('calendar');
  const notification = useTranslations('notification');
  return (
    <>
      <SidebarItem
        href="/upcoming"
        label={upcoming('title')}
        icon={<Sunrise size={16} aria-hidden />}
        keys={commandRow('upcoming').keys}
      />
      <SidebarItem
        href="/calendar"
        label={calendar('title')}
        icon={<CalendarIcon size={16} aria-hidden />}
        keys={commandRow('calendar').keys}
      />
      <SidebarItem
        href="/notifications"
        label={notification('title')}
        icon={<BellIcon size={16} aria-hidden />}
        count={useCell(unread)}
        keys={commandRow('notifications').keys}
      />
    </>
  );
}

/** Everything else, for who has no keys. */
function CommandsItem() {
  const t = useTranslations('keys.command');
  const closeSheet = useCloseSheet();
  const open = () => {
    closeSheet();
    askFor('palette');
  };
  return (
    <SidebarTouchItem
      label={t('palette')}
      icon={<Command size={16} aria-hidden />}
      onClick={open}
    />
  );
}

type ImportProps = { workspace: WorkspaceOutput | undefined; href: string };

/** Not where the role may not import. */
function ImportItem({ workspace, href }: ImportProps) {
  const t = useTranslations('shell');
  if (workspace?.role === 'guest') return null;
  return <SidebarItem href={href} label={t('import')} icon={<Import size={16} aria-hidden />} />;
}

function InboxItem({ href, inboxId }: { href: string; inboxId: string }) {
  const t = useTranslations('shell');
  const count = useOpenCount(inboxId);
  return (
    <SidebarItem
      href={href}
      label={t('inbox')}
      icon={<Inbox size={16} aria-hidden />}
      count={count}
      keys={commandRow('inbox').keys}
    />
  );
}
