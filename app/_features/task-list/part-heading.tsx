'use client';

import ChevronRight from 'lucide-react/icons/chevron-right';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { classNames } from '../../_ui/class-names.ts';

type Props = {
  title: ReactNode;
  count: number;
  /** Only for parts that can be folded away. */
  fold?: { collapsed: boolean; onToggle: () => void } | undefined;
  /** At the end, on hover and focus. */
  actions?: ReactNode;
  tone?: 'plain' | 'danger';
};

/** The heading of a part: 13 px, semibold, with the count of its open tasks. */
export function PartHeading({ title, count, fold, actions, tone = 'plain' }: Props) {
  const t = useTranslations('tasks');
  return (
    <div
      className={classNames(
        'group/heading relative flex h-10 items-center gap-2 border-b border-hairline text-sm md:ml-[27px]',
        fold ? 'ml-5' : 'ml-2',
      )}
    >
      {fold && (
        <button
          type="button"
          aria-expanded={!fold.collapsed}
          aria-label={t(fold.collapsed ? 'unfold' : 'fold')}
          onClick={fold.onToggle}
          className="absolute -left-5 flex h-8 w-5 items-center justify-center rounded-control text-muted hover:text-text md:-left-[27px]"
        >
          <ChevronRight
            size={14}
            aria-hidden
            className={classNames(
              'transition-transform duration-(--appear)',
              !fold.collapsed && 'rotate-90',
            )}
          />
        </button>
      )}
      <h2
        className={classNames('min-w-0 truncate font-semibold', tone === 'danger' && 'text-danger')}
      >
        {title}
      </h2>
      <span data-figures className="text-muted">
        {count > 0 && count}
      </span>
      <span className="ml-auto flex items-center opacity-0 group-focus-within/heading:opacity-100 group-hover/heading:opacity-100 has-aria-expanded:opacity-100 touch:opacity-100">
        {actions}
      </span>
    </div>
  );
}
