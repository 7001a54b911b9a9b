'use client';

import PanelLeft from 'lucide-react/icons/panel-left';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { IconButton } from './icon-button.tsx';
import { toggleSidebar } from './sidebar-fold.ts';

type Props = { head: ReactNode; children: ReactNode };

/** The column at the left; not on a phone. */
export function SidebarFrame({ head, children }: Props) {
  const t = useTranslations('shell');
  return (
    <nav
      aria-label={t('navigation')}
      className="flex w-60 shrink-0 flex-col bg-sidebar max-md:hidden"
    >
      <div className="flex h-12 shrink-0 items-center gap-1 px-2">
        <div className="min-w-0 flex-1">{head}</div>
        <IconButton label={t('foldSidebar')} keys="[" onClick={toggleSidebar}>
          <PanelLeft size={16} aria-hidden />
        </IconButton>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pb-4">{children}</div>
    </nav>
  );
}

/** Stands where the sidebar was; `ViewHeader` leaves room for it. */
export function UnfoldButton() {
  const t = useTranslations('shell');
  return (
    <div className="absolute top-2 left-2 z-10 max-md:hidden">
      <IconButton label={t('unfoldSidebar')} keys="[" onClick={toggleSidebar}>
        <PanelLeft size={16} aria-hidden />
      </IconButton>
    </div>
  );
}
