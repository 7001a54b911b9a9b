'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../_ui/button.tsx';
import { Dialog } from '../../_ui/dialog.tsx';
import type { TrashActs } from './use-trash-acts.ts';

/** Asks before something is gone for ever, and says how much it is. */
export function PurgeDialog({ acts }: { acts: TrashActs }) {
  const t = useTranslations('trash');
  const cancel = useTranslations('ui')('cancel');
  // While it fades out it still says what it asked.
  const [last, setLast] = useState(acts.asked);
  if (acts.asked !== null && acts.asked !== last) setLast(acts.asked);
  const count = last === null ? 0 : last.kind === 'all' ? last.count : last.items.length;
  const name = last?.kind === 'some' ? (last.items[0]?.name ?? '') : '';
  const asking = name !== '' && count === 1 ? t('askOne', { name }) : t('askMany', { count });
  return (
    <Dialog
      open={acts.asked !== null}
      onClose={acts.leave}
      title={last?.kind === 'all' ? t('emptyTitle') : t('purgeTitle')}
      footer={
        <>
          <Button tone="plain" onClick={acts.leave}>
            {cancel}
          </Button>
          <Button tone="danger" busy={acts.busy} onClick={acts.purge}>
            {t('purge')}
          </Button>
        </>
      }
    >
      <p>{last?.kind === 'all' && !last.countedAll ? t('askAll', { count }) : asking}</p>
    </Dialog>
  );
}
