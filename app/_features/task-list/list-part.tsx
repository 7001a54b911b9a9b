'use client';

import Plus from 'lucide-react/icons/plus';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { usePicked } from '../../_client/store/use-cell.ts';
import { classNames } from '../../_ui/class-names.ts';
import { commandRow } from '../shell/key-table.ts';
import { TaskRow } from '../task-row/task-row.tsx';
import { useAttach } from './late-drag.ts';
import { listDrag } from './list-drag.ts';
import { useListScene } from './list-state.ts';
import type { Part, Row } from './outline.ts';
import { PartLine, useLineKept } from './part-line.tsx';
import { lineAtEnd } from './line.ts';
import type { Line } from './line.ts';
import type { PartRules } from './task-list.tsx';
import { useRowNumbers } from './use-row-numbers.ts';
import type { Range } from './use-window.ts';

type Props = { part: Part; range: Range; rowHeight: number; rules: PartRules };

/** One part of a list: its heading, the rows near the screen, the line for new tasks. */
export function ListPart({ part, range, rowHeight, rules }: Props) {
  const { list, canDrag } = useListScene();
  const line = usePicked(list.line, (one) => (one?.part === part.key ? one : null));
  const isTarget = usePicked(list.mark, (mark) => mark?.id === part.key && mark.allowed);
  const head = useRef<HTMLDivElement>(null);
  useAttach(listDrag, 'attachEnd', { box: head, id: canDrag ? part.key : null });
  useLineKept(part, rules);
  const heading = rules.heading(part);
  const canAdd = rules.newTask(part) !== null;
  const shown = part.rows.slice(range.from, range.to);
  useRowNumbers(shown);
  const shownRows = shown.map((row) => <TaskRow key={row.id} row={row} />);
  // One among the rows: as these come before it, it stays in the page, and so do its focus and the phone's keyboard.
  const writing = (at: Line) => <PartLine key="line" part={part} line={at} rules={rules} />;

  return (
    <section aria-label={rules.label(part)}>
      {heading !== null && (
        <div
          ref={head}
          className={classNames(
            'sticky top-12 z-2 bg-canvas',
            isTarget && 'rounded-control ring-2 ring-accent ring-inset',
          )}
        >
          {heading}
        </div>
      )}
      <div
        role={part.rows.length > 0 || line ? 'tree' : undefined}
        aria-label={part.rows.length > 0 || line ? rules.label(part) : undefined}
        aria-multiselectable={part.rows.length > 0 || line ? true : undefined}
        style={{
          paddingTop: range.from * rowHeight,
          paddingBottom: Math.max(0, part.rows.length - range.to) * rowHeight,
        }}
      >
        {line ? shownRows.toSpliced(lineAt(shown, line), 0, writing(line)) : shownRows}
      </div>
      {canAdd && !line && rules.addsAtHead !== true && <AddButton part={part} />}
      {rules.addsAtHead === true && <div className="h-4" />}
    </section>
  );
}

/** Where the line stands among the rows that are drawn: below its anchor, at the end where that is not drawn. */
function lineAt(shown: readonly Row[], { anchor }: Line): number {
  if (anchor === null) return 0;
  const at = shown.findIndex(({ id }) => id === anchor);
  return at < 0 ? shown.length : at + 1;
}

/** Opens the line at the end of a part. Tasks can be dropped on it, too. */
function AddButton({ part }: { part: Part }) {
  const t = useTranslations('tasks');
  const { list, canMove, canDrag } = useListScene();
  const box = useRef<HTMLButtonElement>(null);
  useAttach(listDrag, 'attachEnd', { box, id: canDrag ? part.key : null });
  return (
    <button
      ref={box}
      type="button"
      data-ring="inside"
      data-tip={t('add')}
      data-tip-keys={commandRow('add').keys}
      onClick={() => list.line.set(lineAtEnd(part))}
      className={classNames(
        'flex h-row w-full items-center rounded-control text-left text-muted hover:bg-hover hover:text-text md:pl-5',
        canMove && 'pl-5',
      )}
    >
      <span className="flex size-8 shrink-0 items-center justify-center touch:-mx-1 touch:size-11">
        <Plus size={16} aria-hidden />
      </span>
      {t('add')}
    </button>
  );
}
