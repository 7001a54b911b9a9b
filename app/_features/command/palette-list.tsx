'use client';

import Check from 'lucide-react/icons/check';
import ChevronRight from 'lucide-react/icons/chevron-right';
import Minus from 'lucide-react/icons/minus';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { classNames } from '../../_ui/class-names.ts';
import { Kbd } from '../../_ui/kbd.tsx';
import type { EntryGroup, PaletteEntry } from './palette-entry.ts';

export const listId = 'palette-list';
export const optionId = (at: number) => `palette-option-${at}`;

type Props = {
  entries: readonly PaletteEntry[];
  active: number;
  label: string;
  onPoint: (at: number) => void;
  onRun: (entry: PaletteEntry, how: 'act' | 'inPlace') => void;
};

/** The rows of the palette under the headings of their groups. */
export function PaletteList({ entries, active, label, onPoint, onRun }: Props) {
  const t = useTranslations('command');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [active, entries]);
  const groups = [...Map.groupBy(entries.entries(), ([, entry]) => entry.group)];
  return (
    <div
      ref={box}
      id={listId}
      role="listbox"
      aria-label={label}
      className="min-h-0 flex-1 scroll-py-8 overflow-y-auto overscroll-contain p-1 empty:hidden"
    >
      {groups.map(([group, rows]) => (
        <Group key={group} group={group} title={group === 'choices' ? null : t(`group.${group}`)}>
          {rows.map(([at, entry]) => (
            <Row
              key={entry.id}
              entry={entry}
              at={at}
              isActive={at === active}
              onPoint={onPoint}
              onRun={onRun}
            />
          ))}
        </Group>
      ))}
    </div>
  );
}

type GroupProps = { group: EntryGroup; title: string | null; children: React.ReactNode };

function Group({ group, title, children }: GroupProps) {
  const id = `palette-group-${group}`;
  return (
    <div role="group" aria-labelledby={title === null ? undefined : id}>
      {title !== null && (
        <div id={id} className="flex h-8 items-end px-2 pb-1 text-sm font-semibold text-muted">
          {title}
        </div>
      )}
      {children}
    </div>
  );
}

type RowProps = Pick<Props, 'onPoint' | 'onRun'> & {
  entry: PaletteEntry;
  at: number;
  isActive: boolean;
};

function Row({ entry, at, isActive, onPoint, onRun }: RowProps) {
  const t = useTranslations('ui');
  const { label, icon, hint, keys, checked, isClosed, step } = entry;
  return (
    <button
      type="button"
      id={optionId(at)}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      aria-checked={checked}
      // The line keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onPointerMove={() => onPoint(at)}
      onClick={(event) => onRun(entry, event.metaKey || event.ctrlKey ? 'inPlace' : 'act')}
      className="flex h-9 w-full items-center text-left gap-2.5 rounded-control px-2 select-none aria-selected:bg-selected touch:h-11"
    >
      <span aria-hidden className="flex size-4 shrink-0 items-center justify-center text-muted">
        {icon}
      </span>
      <span
        className={classNames('min-w-0 truncate', isClosed === true && 'text-muted line-through')}
      >
        {label}
      </span>
      {hint !== undefined && (
        <span data-figures className="max-w-1/2 shrink-0 truncate text-sm text-muted">
          {hint}
        </span>
      )}
      <span className="ml-auto flex shrink-0 items-center gap-2 pl-2 text-muted">
        {keys !== undefined && (
          <span className="max-md:hidden">
            <Kbd keys={keys} />
          </span>
        )}
        {checked === 'mixed' && (
          <>
            <Minus size={16} aria-hidden />
            <span className="sr-only">{t('onSome')}</span>
          </>
        )}
        {checked === true && <Check size={16} aria-hidden className="text-accent" />}
        {step !== undefined && <ChevronRight size={14} aria-hidden />}
      </span>
    </button>
  );
}
