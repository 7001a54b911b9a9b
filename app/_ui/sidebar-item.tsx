'use client';

import type { ReactNode } from 'react';
import { useLocation } from '../_client/router.ts';
import { classNames } from './class-names.ts';
import { ariaKeys } from './keys.ts';
import type { Keys } from './keys.ts';
import { Link } from './link.tsx';

type Props = {
  href: string;
  label: string;
  /** 16 px. */
  icon: ReactNode;
  /** Shown in muted figures; 0 is not shown. */
  count?: number;
  keys?: Keys | undefined;
};

const line =
  'flex h-8 items-center gap-2.5 rounded-control px-2 select-none hover:bg-hover touch:h-11';
const picture = 'flex size-4 shrink-0 items-center justify-center text-muted';

/** One place of the sidebar; a quiet fill says where one is. */
export function SidebarItem({ href, label, icon, count = 0, keys }: Props) {
  const path = useLocation()?.path;
  return (
    <Link
      href={href}
      aria-current={path === href || path?.startsWith(`${href}/`) ? 'page' : undefined}
      aria-keyshortcuts={ariaKeys(keys)}
      data-tip={keys === undefined ? undefined : label}
      data-tip-keys={keys}
      data-ring="inside"
      className={classNames(
        line,
        'aria-[current=page]:bg-selected aria-[current=page]:font-medium',
      )}
    >
      <span className={picture}>{icon}</span>
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {count > 0 && (
        <span data-figures className="text-sm font-normal text-muted">
          {count}
        </span>
      )}
    </Link>
  );
}

type TouchProps = Pick<Props, 'label' | 'icon'> & { onClick: () => void };

/** What keys do elsewhere, as a line among the places: on a phone, and wherever one touches. */
export function SidebarTouchItem({ label, icon, onClick }: TouchProps) {
  return (
    <button
      type="button"
      data-ring="inside"
      onClick={onClick}
      className={classNames(line, 'w-full text-left md:hidden touch:flex')}
    >
      <span className={picture}>{icon}</span>
      <span className="min-w-0 flex-1 truncate">{label}</span>
    </button>
  );
}

type GroupProps = {
  title: string;
  /** An `IconButton`, to add one. */ action?: ReactNode;
  children: ReactNode;
};

/** A headed group of places. */
export function SidebarGroup({ title, action, children }: GroupProps) {
  return (
    <section aria-label={title} className="mt-4">
      <div className="flex h-8 items-center justify-between pl-2">
        <h2 className="text-sm font-semibold text-muted">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}
