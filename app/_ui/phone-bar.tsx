'use client';

import CalendarCheck from 'lucide-react/icons/calendar-check';
import Menu from 'lucide-react/icons/menu';
import Plus from 'lucide-react/icons/plus';
import Search from 'lucide-react/icons/search';
import { useTranslations } from 'next-intl';
import { createContext, use, useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from '../_client/router.ts';
import { Link } from './link.tsx';
import { Sheet } from './sheet.tsx';

const tab =
  'flex flex-col items-center justify-center gap-0.5 text-xs text-muted select-none active:bg-hover aria-[current=page]:text-accent aria-expanded:text-accent';

const CloseSheet = createContext(() => {});

/** Closes the sheet behind Browse, for what is chosen in it and leads nowhere. Elsewhere it does nothing. */
export function useCloseSheet(): () => void {
  return use(CloseSheet);
}

type Props = { onAdd: () => void; searchPath: string; children: ReactNode };

/** The bar at the foot of a phone: Today, Search, Add, Browse. `children` is what Browse shows. */
export function PhoneBar({ onAdd, searchPath, children }: Props) {
  const t = useTranslations('shell');
  const path = useLocation()?.path;
  // Going anywhere closes the sheet: it belongs to the place where it was opened.
  const [openedAt, setOpenedAt] = useState<string | null>(null);
  const browsing = openedAt !== null && openedAt === path;
  const close = () => setOpenedAt(null);
  return (
    <nav
      aria-label={t('navigation')}
      className="grid h-[calc(3.5rem+env(safe-area-inset-bottom))] shrink-0 grid-cols-4 border-t border-hairline bg-sidebar pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <Link
        href="/today"
        data-ring="inside"
        aria-current={path === '/today' ? 'page' : undefined}
        className={tab}
      >
        <CalendarCheck size={20} aria-hidden />
        {t('today')}
      </Link>
      <Link
        href={searchPath}
        data-ring="inside"
        aria-current={path === searchPath ? 'page' : undefined}
        className={tab}
      >
        <Search size={20} aria-hidden />
        {t('search')}
      </Link>
      <button type="button" data-ring="inside" onClick={onAdd} className={tab}>
        <Plus size={20} aria-hidden />
        {t('add')}
      </button>
      <button
        type="button"
        data-ring="inside"
        aria-expanded={browsing}
        aria-haspopup="dialog"
        onClick={() => setOpenedAt(path ?? null)}
        className={tab}
      >
        <Menu size={20} aria-hidden />
        {t('browse')}
      </button>
      <Sheet open={browsing} onClose={close} title={t('browse')}>
        <CloseSheet value={close}>{children}</CloseSheet>
      </Sheet>
    </nav>
  );
}
