'use client';

import Ellipsis from 'lucide-react/icons/ellipsis';
import { useTranslations } from 'next-intl';
import { memo, useRef } from 'react';
import type { MouseEvent } from 'react';
import { intend } from '../../_client/intents/late-intents.ts';
import { usePicked } from '../../_client/store/use-cell.ts';
import { useHeldBack } from '../../_client/store/use-held-back.ts';
import { useLeaving, useTask, useWritable } from '../../_client/store/use-rows.ts';
import { useSubtaskCount } from '../../_client/store/use-subtask-count.ts';
import { CheckboxRound } from '../../_ui/checkbox-round.tsx';
import { classNames } from '../../_ui/class-names.ts';
import { IconButton } from '../../_ui/icon-button.tsx';
import { askFor } from '../command/asked.ts';
import { commandRow } from '../shell/key-table.ts';
import { useListScene } from '../task-list/list-state.ts';
import { factsId, rowElementId, titleId } from '../task-row/row-element.ts';
import { TitleField } from '../task-row/task-title.tsx';
import { useAttach } from '../task-list/late-drag.ts';
import { boardDrag } from './board-drag.ts';
import { CardFacts } from './card-facts.tsx';
import { selectByClick, useRowState } from '../task-row/use-row-state.ts';

/** Their presses are their own. */
const ownControls = 'button, input, a';

/** One task on a board: its circle, up to three lines of title, what else there is to say. */
export const BoardCard = memo(BoardCardView);

function BoardCardView({ id }: { id: string }) {
  const t = useTranslations('tasks');
  const { list, openTask, canDrag } = useListScene();
  const task = useTask(id);
  const canWrite = useWritable(task?.projectId);

  const leaving = useLeaving(id);
  const isHeldBack = useHeldBack(task);
  const subtasks = useSubtaskCount(task);
  const face = useRef<HTMLDivElement>(null);
  const { isCursor, isSelected, isEditing, isOpened, isDragged, endEditing } = useRowState(
    id,
    face,
  );
  const isDraggable = canDrag && canWrite && !isEditing;
  useAttach(boardDrag, 'attachCard', { box: face, id: isDraggable ? id : null });

  if (!task) return null;

  const onClick = (event: MouseEvent<HTMLElement>) => {
    if (!(event.target instanceof Element) || event.target.closest(ownControls) !== null) return;
    list.cursor.set(id);
    if (!selectByClick(list, id, event)) openTask(id);
  };
  const isClosed = task.status !== 'open';
  return (
    <div role="none" data-card={id} className="relative pb-2 in-data-[density=dense]:pb-1.5">
      <div
        ref={face}
        role="treeitem"
        id={rowElementId(id)}
        data-task={id}
        aria-level={1}
        aria-selected={isSelected}
        aria-label={isEditing ? task.title : undefined}
        aria-labelledby={isEditing ? undefined : `${titleId(id)} ${factsId(id)}`}
        tabIndex={isCursor ? 0 : -1}
        data-ring="inside"
        onClick={onClick}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.target !== event.currentTarget) return;
          event.preventDefault();
          openTask(id);
        }}
        onFocus={() => list.cursor.set(id)}
        className={classNames(
          'group/row scroll-my-2 rounded-card p-1 ring-1 ring-hairline ring-inset select-none in-data-[density=dense]:py-0',
          isSelected ? 'bg-accent-tint' : isOpened ? 'bg-selected' : 'bg-raised hover:bg-hover',
          isDragged && 'opacity-40',
          leaving && isClosed && 'animate-row-leave overflow-hidden',
        )}
      >
        <div className="flex items-start">
          <CheckboxRound
            state={task.status}
            priority={task.priority}
            label={t(isClosed ? 'reopen' : 'complete', { title: task.title })}
            keys={commandRow('done').keys}
            disabled={!canWrite}
            tabIndex={-1}
            className="touch:-mx-1"
            onToggle={() =>
              intend(({ completeTask, reopenTask }) => (isClosed ? reopenTask : completeTask)(task))
            }
          />
          <div className="min-w-0 flex-1 py-1.5 touch:py-3">
            {isEditing ? (
              <TitleField task={task} onEnd={endEditing} />
            ) : (
              <div
                id={titleId(id)}
                data-title
                className={classNames(
                  'line-clamp-3 leading-5 wrap-anywhere',
                  (isClosed || isHeldBack) && 'text-muted',
                  isClosed && 'line-through',
                )}
              >
                {task.title}
              </div>
            )}
          </div>
          <IconButton
            label={t('more')}
            tabIndex={-1}
            aria-haspopup="menu"
            keys={commandRow('menu').keys}
            onClick={({ currentTarget }) =>
              askFor('menu', { taskIds: [id], anchor: currentTarget })
            }
            className="opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 touch:-ml-1 touch:opacity-100"
          >
            <Ellipsis size={16} aria-hidden />
          </IconButton>
        </div>
        <CardFacts task={task} subtasks={subtasks} />
      </div>
      <CardMark id={id} />
    </div>
  );
}

/** The line that says where a dragged card would go. */
function CardMark({ id }: { id: string }) {
  const { list } = useListScene();
  const drop = usePicked(list.mark, (mark) => (mark?.id === id && mark.allowed ? mark.drop : null));
  if (drop === null) return null;
  return (
    <span
      aria-hidden
      className={classNames(
        'pointer-events-none absolute inset-x-0 h-0.5 rounded-full bg-accent',
        drop === 'before' ? '-top-[5px]' : 'bottom-[3px]',
      )}
    />
  );
}
