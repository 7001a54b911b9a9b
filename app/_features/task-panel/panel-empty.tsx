'use client';

import X from 'lucide-react/icons/x';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { EmptyState } from '../../_ui/empty-state.tsx';
import { IconButton } from '../../_ui/icon-button.tsx';

type Props = { onClose: () => void };

function CloseHead({ onClose }: Props) {
  const t = useTranslations('panel');
  return (
    <header className="flex h-12 shrink-0 items-center justify-end pr-2">
      <IconButton label={t('close')} keys="escape" onClick={onClose}>
        <X size={16} aria-hidden />
      </IconButton>
    </header>
  );
}

/** The panel where there is no task to show. */
export function PanelEmpty({ onClose, children }: Props & { children: ReactNode }) {
  return (
    <>
      <CloseHead onClose={onClose} />
      <EmptyState>{children}</EmptyState>
    </>
  );
}

const widths = ['w-3/4', 'w-1/2', 'w-2/5', 'w-1/2', 'w-1/3'];

/** Quiet lines where a task will stand; nothing for the first 300 ms. */
export function PanelSkeleton({ onClose }: Props) {
  const t = useTranslations('ui');
  return (
    <>
      <CloseHead onClose={onClose} />
      <div
        role="status"
        aria-label={t('loading')}
        className="flex animate-late flex-col gap-4 px-5 pt-2"
      >
        {widths.map((width, at) => (
          <span key={at} className={`h-4 rounded-control bg-hover ${width}`} />
        ))}
      </div>
    </>
  );
}
