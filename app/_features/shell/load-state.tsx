'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { LoadState } from '../../_client/loads/loads.ts';
import { rereadShown } from '../../_client/loads/loads.ts';
import { Button } from '../../_ui/button.tsx';
import { EmptyState } from '../../_ui/empty-state.tsx';
import { Skeleton } from './skeleton.tsx';

type Props = {
  load: LoadState;
  /** True while there is nothing to show: what the store holds already is shown in any state. */
  isEmpty: boolean;
  /** Asks again, where that is not done by reading anew what is shown. */
  onRetry?: () => void;
  children: ReactNode;
};

/** The browser knows when there is no network at all. */
const noAnswer = () => (navigator.onLine ? 'unreachable' : 'offline');

const rereadAll = () => rereadShown({ force: true });

/** What a view shows while its rows are on their way, and when they do not come. */
export function LoadStateView({ load, isEmpty, onRetry = rereadAll, children }: Props) {
  const t = useTranslations('errors');
  if (load.status === 'ready' || !isEmpty) return children;
  if (load.status === 'loading') return <Skeleton />;
  if (load.status === 'missing') return <EmptyState>{t('missing')}</EmptyState>;
  return (
    <EmptyState action={<Button onClick={onRetry}>{t('retry')}</Button>}>
      {t(load.error?.code === 'UNREACHABLE' ? noAnswer() : 'failed')}
    </EmptyState>
  );
}
