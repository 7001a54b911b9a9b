'use client';

import { useTranslations } from 'next-intl';
import { useAnswer } from '../../_client/ask.ts';
import { restoreThings } from '../../_client/intents/trash.ts';
import { may } from '../../_client/store/may.ts';
import { useHomeWorkspace } from '../../_client/store/use-rows.ts';
import { Button } from '../../_ui/button.tsx';
import { EmptyState } from '../../_ui/empty-state.tsx';
import { NotFoundView } from '../../_ui/not-found-view.tsx';

export type MissingTaskProps = {
  /** `HOME-12`, as it stands in the address. */
  name: string;
  /** It is there again. */
  onBack: () => void;
};

/** What stands at the address of a task that is not there: the way back where it lies in the trash. */
export function MissingTask({ name, onBack }: MissingTaskProps) {
  const t = useTranslations('trash');
  const workspace = useHomeWorkspace();
  const key = name.toUpperCase();
  const { status, data } = useAnswer(
    'trash.list',
    workspace ? { workspaceId: workspace.id, text: key, limit: 20 } : null,
  );
  const item = data?.items.find((one) => one.entity === 'task' && one.key === key);
  if (status === 'loading' || !workspace) return null;
  if (!item) return <NotFoundView />;
  const restore = async () => {
    const restored = await restoreThings(workspace.id, [item]).restored;
    if (restored.length > 0) onBack();
  };
  const project = item.right === null ? undefined : { right: item.right };
  return (
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
  );
}
