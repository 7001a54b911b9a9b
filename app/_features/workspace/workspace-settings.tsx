'use client';

import { useTranslations } from 'next-intl';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { NotFoundView } from '../../_ui/not-found-view.tsx';
import { ViewHeader } from '../../_ui/view-header.tsx';
import { MembersView } from '../team/members-view.tsx';
import { GeneralSettings } from './general-settings.tsx';
import { SettingsTabs } from './settings-tabs.tsx';
import { useWorkspaceName } from './workspace-name.ts';

export type WorkspaceSettingsProps = {
  workspace: WorkspaceOutput;
  /** The part that the address names; empty for the first. */
  part: string;
};

/** What can be set about a workspace, for all who are in it. */
export function WorkspaceSettings({ workspace, part }: WorkspaceSettingsProps) {
  const t = useTranslations('workspace');
  const nameOf = useWorkspaceName();
  if (part !== '' && part !== 'members') return <NotFoundView />;
  return (
    <>
      <ViewHeader title={t('title')} note={nameOf(workspace)} />
      <div className="mx-auto flex max-w-190 flex-col gap-6 px-4 pt-2 pb-24 md:px-7">
        <SettingsTabs workspace={workspace} part={part} />
        {part === 'members' ? (
          <MembersView workspace={workspace} />
        ) : (
          <GeneralSettings workspace={workspace} />
        )}
      </div>
    </>
  );
}
