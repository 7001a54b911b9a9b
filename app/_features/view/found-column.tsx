'use client';

import Plus from 'lucide-react/icons/plus';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { usePicked } from '../../_client/store/use-cell.ts';
import { classNames } from '../../_ui/class-names.ts';
import { boardDrag } from '../board/board-drag.ts';
import { columnElementId } from '../board/board-scene.ts';
import { ColumnCards } from '../board/column-cards.tsx';
import type { ColumnOfCards } from '../board/columns.ts';
import { overdueKey } from '../filter/group-tasks.ts';
import { commandRow } from '../shell/key-table.ts';
import { useAttach } from '../task-list/late-drag.ts';
import { useListScene } from '../task-list/list-state.ts';
import { PartLine, useLineKept } from '../task-list/part-line.tsx';
import { lineAtEnd } from '../task-list/line.ts';
import type { PartRules } from '../task-list/task-list.tsx';

type Props = {
  column: ColumnOfCards;
  rules: PartRules;
  /** False while it stands far beside what is seen: then its cards are not drawn. */
  near: boolean;
};

/** What found tasks have in common, as a column: its heading, its cards, the line for new ones. */
export function FoundColumn({ column, rules, near }: Props) {
  const { list, canDrag } = useListScene();
  const { key, rows, open } = column;
  const label = rules.label(column);
  const box = useRef<HTMLElement>(null);
  const isTarget = usePicked(list.mark, (mark) => mark?.id === key && mark.allowed);
  useAttach(boardDrag, 'attachColumn', { box, id: canDrag ? key : null });
  return (
    <section
      ref={box}
      id={columnElementId(key)}
      aria-label={label}
      className={classNames(
        'relative flex min-h-0 max-w-96 min-w-64 flex-1 basis-64 snap-center flex-col rounded-card max-md:max-w-none max-md:min-w-[85%]',
        isTarget && 'ring-2 ring-accent ring-inset',
      )}
    >
      <div className="flex h-10 shrink-0 items-center gap-2 px-2 text-sm select-none">
        <h2
          className={classNames(
            'min-w-0 truncate font-semibold',
            key === overdueKey && 'text-danger',
          )}
        >
          {label}
        </h2>
        <span data-figures className="text-muted">
          {open > 0 && open}
        </span>
      </div>
      {near && <ColumnCards column={column} label={label} />}
      {!near && rows.length > 0 && <div className="flex-1" />}
      <NewCards column={column} rules={rules} />
    </section>
  );
}

/** The foot of a column: opens the line in which its new cards are written. Nothing where none can be added. */
function NewCards({ column, rules }: Pick<Props, 'column' | 'rules'>) {
  const t = useTranslations('tasks');
  const { list } = useListScene();
  const line = usePicked(list.line, (one) => (one?.part === column.key ? one : null));
  useLineKept(column, rules);
  if (rules.newTask(column) === null) return null;
  if (line) {
    return (
      <div role="tree" aria-label={rules.label(column)} className="shrink-0 px-1 pb-1">
        <PartLine part={column} line={line} rules={rules} flush />
      </div>
    );
  }
  return (
    <button
      type="button"
      data-ring="inside"
      data-tip={t('add')}
      data-tip-keys={commandRow('add').keys}
      onClick={() => list.line.set(lineAtEnd(column))}
      className="mx-1 flex h-9 shrink-0 items-center rounded-control pl-1 text-left text-muted hover:bg-hover hover:text-text touch:h-11"
    >
      <span className="flex size-8 shrink-0 items-center justify-center touch:-mx-1 touch:size-11">
        <Plus size={16} aria-hidden />
      </span>
      {t('add')}
    </button>
  );
}
