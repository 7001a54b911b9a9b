'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '../../_ui/button.tsx';
import { EmptyState } from '../../_ui/empty-state.tsx';
import { Skeleton } from '../shell/skeleton.tsx';

type Props<T> = {
  answer: { data: T | undefined; status: string; again: () => void };
  children: (data: T) => ReactNode;
};

/** What a question's answer shows: rows that stand in while it is on its way, a way to ask again where it failed. */
export function AnswerView<T>({ answer, children }: Props<T>) {
  const t = useTranslations('errors');
  if (answer.data !== undefined) return children(answer.data);
  if (answer.status === 'loading') return <Skeleton />;
  return (
    <EmptyState action={<Button onClick={answer.again}>{t('retry')}</Button>}>
      {t('failed')}
    </EmptyState>
  );
}
