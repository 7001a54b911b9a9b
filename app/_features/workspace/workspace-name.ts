'use client';

import { useTranslations } from 'next-intl';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { useMe } from '../../_client/store/use-rows.ts';
import { isHome } from './workspace-path.ts';

/** What a workspace is called. The personal one has its person's name until it is given another: no name to read. */
export function useWorkspaceName(): (workspace: WorkspaceOutput) => string {
  const t = useTranslations('workspace');
  const me = useMe();
  return (workspace) =>
    isHome(workspace) && workspace.name === me?.name ? t('personal') : workspace.name;
}
