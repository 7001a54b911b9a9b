'use client';

import Plus from 'lucide-react/icons/plus';
import { useTranslations } from 'next-intl';
import { maxDepth } from '../../../server/domain/depth.ts';
import { usePicked } from '../../_client/store/use-cell.ts';
import { AddLine } from '../task-list/add-line.tsx';
import { focusRow } from '../task-list/focus-row.ts';
import { addWritten, useListScene } from '../task-list/list-state.ts';
import { lineAtEnd } from '../task-list/line.ts';
import { writtenTasks } from '../quick-add/written-tasks.ts';
import { useWriting } from '../writing/writing.ts';
import type { Column } from './columns.ts';

type Props = { column: Column; workspaceId: string; label: string };

/** The foot of a column: opens the line in which its new cards are written. */
export function ColumnLine({ column, workspaceId, label }: Props) {
  const t = useTranslations('tasks');
  const { list } = useListScene();
  const isOpen = usePicked(list.line, (line) => line?.part === column.key);
  const commit = () => {
    const { projectId, sectionId } = column.place;
    addWritten(list, ({ addTasks }, written) => {
      const lines = writtenTasks(written, { workspaceId, deepest: maxDepth - 1 });
      if (lines.length > 0) addTasks({ workspaceId, projectId, sectionId }, lines);
    });
  };
  useWriting({
    isUnsaved: () => list.line.get()?.part === column.key && list.draft.get().trim() !== '',
    commit,
  });
  if (isOpen) {
    return (
      <div role="tree" aria-label={label} className="shrink-0 px-1 pb-1">
        <AddLine
          workspaceId={workspaceId}
          depth={0}
          flush
          onAdd={commit}
          onIndent={() => undefined}
          onEnd={(how) => {
            list.line.set(null);
            if (how === 'escape') focusRow(column.rows.at(-1)?.id ?? list.cursor.get());
          }}
        />
      </div>
    );
  }
  return (
    <button
      type="button"
      data-ring="inside"
      data-tip={t('add')}
      data-tip-keys="c"
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
