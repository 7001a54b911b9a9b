'use client';

import ChevronLeft from 'lucide-react/icons/chevron-left';
import type { ReactNode } from 'react';
import { classNames } from '../../_ui/class-names.ts';
import { Link } from '../../_ui/link.tsx';
import { phone, useMedia } from '../../_ui/use-media.ts';

export type PartItem = { href: string; label: string; icon: ReactNode };

type Props = {
  title: string;
  /** Where the list of parts stands alone, on a phone. */
  base: string;
  parts: readonly PartItem[];
  /** The address of the part that is shown; null shows the first, and on a phone the list. */
  current: string | null;
  back: string;
  /** Below the parts: what is no part but belongs here. */
  more?: ReactNode;
  children: ReactNode;
};

/** A screen of many parts: a quiet list of them at the left, one of them beside it; on a phone one after the other. */
export function PartsFrame({ title, base, parts, current, back, more, children }: Props) {
  const onPhone = useMedia(phone);
  const shown = current ?? (onPhone ? null : parts[0]?.href);
  return (
    <>
      <header className="sticky top-0 z-10 bg-canvas md:group-data-folded/shell:px-10">
        <div className="mx-auto flex h-12 max-w-240 items-center gap-1 px-4 md:px-7">
          {onPhone && current !== null && (
            <Link
              href={base}
              aria-label={back}
              className="-ml-2 flex size-8 items-center justify-center rounded-control text-muted hover:bg-hover touch:-ml-3 touch:size-11"
            >
              <ChevronLeft size={20} aria-hidden />
            </Link>
          )}
          <h1 className="min-w-0 truncate text-title font-semibold">{title}</h1>
        </div>
      </header>
      <div className="mx-auto flex max-w-240 gap-10 px-4 pt-2 pb-24 md:px-7">
        {(!onPhone || current === null) && (
          <nav
            aria-label={title}
            className="sticky top-14 -ml-2 w-full shrink-0 self-start md:w-44"
          >
            {parts.map(({ href, label, icon }) => (
              <Link
                key={href}
                href={href}
                aria-current={href === shown ? 'page' : undefined}
                data-ring="inside"
                className={partLooks}
              >
                <span className="flex size-4 shrink-0 items-center justify-center text-muted">
                  {icon}
                </span>
                <span className="min-w-0 flex-1 truncate">{label}</span>
              </Link>
            ))}
            {more}
          </nav>
        )}
        {shown !== null && (
          <div className="max-w-150 min-w-0 flex-1" data-part>
            {children}
          </div>
        )}
      </div>
    </>
  );
}

/** How a line of the list of parts looks. */
export const partLooks = classNames(
  'flex h-8 w-full items-center gap-2.5 rounded-control px-2 text-left select-none touch:h-11',
  'hover:bg-hover aria-[current=page]:bg-selected aria-[current=page]:font-medium',
);
