'use client';

import { useTranslations } from 'next-intl';
import { linkButton } from '../../_ui/button-looks.ts';
import { EmptyState } from '../../_ui/empty-state.tsx';
import { Link } from '../../_ui/link.tsx';

/** The address names a workspace that this person does not have, or no longer has. */
export function NoWorkspaceView() {
  const t = useTranslations('workspace');
  return (
    <EmptyState
      action={
        <Link href="/today" className={linkButton()}>
          {t('toToday')}
        </Link>
      }
    >
      {t('none')}
    </EmptyState>
  );
}
