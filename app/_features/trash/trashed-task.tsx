'use client';

import { useTranslations } from 'next-intl';
import { restoreThings } from '../../_client/intents/trash.ts';
import type { TrashItem } from '../../_client/intents/trash.ts';
import { may } from '../../_client/store/may.ts';
import { useWorkspaces } from '../../_client/store/use-rows.ts';
import { Button } from '../../_ui/button.tsx';
import { EmptyState } from '../../_ui/empty-state.tsx';
import { Meanwhile } from '../shell/meanwhile.tsx';

export type TrashedProps = { workspaceId: string; item: TrashItem; onBack: () => void };

/** What stands at the address of a task that was deleted: where it is, and the way back. */
export function TrashedTask({ workspaceId, item, onBack }: TrashedProps) {
  const t = useTranslations('trash');
  const workspace = useWorkspaces().find(({ id }) => id === workspaceId);
  const project = item.right === null ? undefined : { right: item.right };
  const restore = async () => {
    const restored = await restoreThings(workspaceId, [item]).restored;
    if (restored.length > 0) onBack();
  };
  return (
    <Meanwhile>
      <EmptyState
        action={
          may('task.restore', { workspace, project }) && (
            <Button tone="primary" onClick={() => void restore()}>
              {t('restore')}
            </Button>
          )
        }
      >
        {t('taskIsHere', { name: item.name })}
      </EmptyState>
    </Meanwhile>
  );
}
