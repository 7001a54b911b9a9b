'use client';

import ChevronRight from 'lucide-react/icons/chevron-right';
import { useTranslations } from 'next-intl';
import { memo, useRef } from 'react';
import type { MouseEvent } from 'react';
import { intend } from '../../_client/intents/late-intents.ts';
import { useHeldBack } from '../../_client/store/use-held-back.ts';
import { useLeaving, useTask, useWritable } from '../../_client/store/use-rows.ts';
import { CheckboxRound } from '../../_ui/checkbox-round.tsx';
import { classNames } from '../../_ui/class-names.ts';
import { setCollapsed } from '../task-list/collapsed.ts';
import { useListScene } from '../task-list/list-state.ts';
import type { Row } from '../task-list/outline.ts';
import { useAttach } from '../task-list/late-drag.ts';
import { listDrag } from '../task-list/list-drag.ts';
import { commandRow } from '../shell/key-table.ts';
import { factsId, rowElementId, titleId } from './row-element.ts';
import { DropMarkLine } from './drop-mark.tsx';
import { RowActions } from './row-actions.tsx';
import { TaskFacts } from './task-facts.tsx';
import { TaskTitle, TitleField } from './task-title.tsx';
import { selectByClick, useRowState } from './use-row-state.ts';

const indent = 24;

/** What a row stands on; what comes over its end is drawn on the same. */
const grounds = {
  selected: 'bg-accent-tint [--ground:var(--accent-tint)]',
  opened: 'bg-selected [--ground:var(--selected)]',
  plain: '[--ground:var(--canvas)] hover:bg-hover hover:[--ground:var(--hover)]',
};

/** Their presses are their own, also in menus, which stand elsewhere in the page. */
const ownControls = 'button, input, a, [role=menu]';

/** One task in a list: a line of 36 px, dense 30 (44 on touch). Its number among the others is set by `useRowNumbers`. */
export const TaskRow = memo(TaskRowView, ({ row: a }, { row: b }) => {
  const fields = ['id', 'depth', 'children', 'collapsed'] as const;
  return fields.every((field) => a[field] === b[field]);
});

function TaskRowView({ row }: { row: Row }) {
  const { id, depth } = row;
  const t = useTranslations('tasks');
  const { list, showProject, openTask, canMove, canDrag, ownOrder = false } = useListScene();
  const task = useTask(id);
  const leaving = useLeaving(id);
  const dimmed = useHeldBack(task);
  const canWrite = useWritable(task?.projectId);
  const box = useRef<HTMLDivElement>(null);
  const { isCursor, isSelected, isEditing, isOpened, isDragged, endEditing } = useRowState(id, box);
  const isDraggable = canDrag && (canWrite || ownOrder) && !isEditing;
  const dragId = isDraggable ? id : null;
  useAttach(listDrag, ownOrder ? 'attachFlatRow' : 'attachRow', { box, id: dragId });
  if (!task) return null;

  const onClick = (event: MouseEvent<HTMLElement>) => {
    if (!(event.target instanceof Element) || event.target.closest(ownControls) !== null) return;
    list.cursor.set(id);
    const onTitle = event.target.closest('[data-title]') !== null;
    const coarse = window.matchMedia('(pointer: coarse)').matches;
    if (selectByClick(list, id, event)) return;
    if (onTitle && !coarse && canWrite) list.editing.set(id);
    else openTask(id);
  };
  return (
    <div
      ref={box}
      role="treeitem"
      id={rowElementId(id)}
      data-task={id}
      data-ring="inside"
      aria-level={depth + 1}
      aria-expanded={canMove && row.children > 0 ? !row.collapsed : undefined}
      aria-selected={isSelected}
      aria-label={isEditing ? task.title : undefined}
      aria-labelledby={isEditing ? undefined : `${titleId(id)} ${factsId(id)}`}
      tabIndex={isCursor ? 0 : -1}
      onClick={onClick}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.target !== event.currentTarget) return;
        event.preventDefault();
        openTask(id);
      }}
      onFocus={() => list.cursor.set(id)}
      style={{ paddingLeft: depth * indent }}
      className={classNames(
        'group/row relative flex h-row scroll-mt-24 scroll-mb-16 items-center rounded-control pr-2 select-none',
        grounds[isSelected ? 'selected' : isOpened ? 'opened' : 'plain'],
        isDragged && 'opacity-40',
        leaving && task.status !== 'open' && 'animate-row-leave overflow-hidden',
      )}
    >
      <span className={classNames('flex shrink-0 justify-center md:w-5', canMove && 'w-5')}>
        {canMove && row.children > 0 && (
          <button
            type="button"
            tabIndex={-1}
            aria-label={t(row.collapsed ? 'unfold' : 'fold')}
            onClick={() => setCollapsed(id, !row.collapsed)}
            className="flex h-8 w-5 items-center justify-center rounded-control text-muted hover:text-text touch:h-11"
          >
            <ChevronRight
              size={14}
              aria-hidden
              className={classNames(
                'transition-transform duration-(--appear)',
                !row.collapsed && 'rotate-90',
              )}
            />
          </button>
        )}
      </span>
      <CheckboxRound
        state={task.status}
        priority={task.priority}
        label={t(task.status === 'open' ? 'complete' : 'reopen', { title: task.title })}
        keys={commandRow('done').keys}
        tabIndex={-1}
        disabled={!canWrite}
        className="touch:-mx-1"
        onToggle={() =>
          intend(({ completeTask, reopenTask }) =>
            (task.status === 'open' ? completeTask : reopenTask)(task),
          )
        }
      />
      {isEditing ? (
        <TitleField task={task} onEnd={endEditing} />
      ) : (
        <TaskTitle task={task} dimmed={dimmed} />
      )}{' '}
      {!isEditing && (
        <>
          <TaskFacts
            task={task}
            subtasks={row.collapsed || !canMove ? row.children : 0}
            showProject={showProject}
          />
          <RowActions task={task} canWrite={canWrite} />
        </>
      )}
      <DropMarkLine id={id} depth={depth} />
    </div>
  );
}
