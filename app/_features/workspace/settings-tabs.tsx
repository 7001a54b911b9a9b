'use client';

import { useTranslations } from 'next-intl';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { useStore } from '../../_client/store/page-store.ts';
import { Link } from '../../_ui/link.tsx';
import { settingsPath } from './settings-path.ts';

type Props = { workspace: WorkspaceOutput; part: string };

/** The parts of a workspace's settings. */
export function SettingsTabs({ workspace, part }: Props) {
  const t = useTranslations('workspace');
  const general = useStore((store) => settingsPath(store, workspace.id));
  const tabs = [
    { part: '', href: general, label: t('general') },
    { part: 'members', href: `${general}/members`, label: t('members') },
  ];
  return (
    <nav aria-label={t('settings')} className="-mx-2 flex gap-1 border-b border-hairline pb-2">
      {tabs.map((tab) => (
        <Link
          key={tab.part}
          href={tab.href}
          data-ring="inside"
          aria-current={tab.part === part ? 'page' : undefined}
          className="flex h-8 items-center rounded-control px-2 text-muted hover:bg-hover aria-[current=page]:bg-selected aria-[current=page]:font-medium aria-[current=page]:text-text touch:h-11"
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
