'use client';

import { useTranslations } from 'next-intl';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { NotFoundView } from '../../_ui/not-found-view.tsx';
import { ViewHeader } from '../../_ui/view-header.tsx';
import { GeneralSettings } from './general-settings.tsx';
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
  if (part !== '') return <NotFoundView />;
  return (
    <>
      <ViewHeader title={t('settings')} note={nameOf(workspace)} />
      <div className="mx-auto flex max-w-190 flex-col gap-8 px-4 pt-2 pb-24 md:px-7">
        <GeneralSettings workspace={workspace} />
      </div>
    </>
  );
}
