'use client';

import CircleMinus from 'lucide-react/icons/circle-minus';
import Repeat from 'lucide-react/icons/repeat';
import { useLocale, useTranslations } from 'next-intl';
import { useRef } from 'react';
import type { MouseEvent } from 'react';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { startsLater } from '../../_client/store/held-back.ts';
import { useBlocked } from '../../_client/store/related.ts';
import { useHeldBack } from '../../_client/store/use-held-back.ts';
import { useTask, useWritable } from '../../_client/store/use-rows.ts';
import { useSubtaskCount } from '../../_client/store/use-subtask-count.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { classNames } from '../../_ui/class-names.ts';
import { durationWord, shortDate } from '../../_ui/date-words.ts';
import { useAttach } from '../task-list/late-drag.ts';
import { useListScene } from '../task-list/list-state.ts';
import { rowElementId } from '../task-row/row-element.ts';
import { selectByClick, useRowState } from '../task-row/use-row-state.ts';
import { calendarDrag } from './calendar-drag.ts';

/** By priority 0-3. */
const marks = ['bg-border', 'bg-priority-1', 'bg-priority-2', 'bg-priority-3'] as const;

const chip =
  'flex h-6 w-full min-w-0 items-center gap-1.5 rounded-control px-1.5 text-left text-sm select-none';

/** A task on its day: a line of 24 px. A press opens it, dragging takes it to another day. */
export function CalendarTask({ id }: { id: string }) {
  const task = useTask(id);
  const today = useToday();
  const canWrite = useWritable(task?.projectId);
  const isHeldBack = useHeldBack(task);
  const isBlocked = useBlocked(id) && task?.status === 'open';
  const { list, openTask } = useListScene();
  const box = useRef<HTMLButtonElement>(null);
  const { isCursor, isSelected, isOpened, isDragged } = useRowState(id, box);
  useAttach(calendarDrag, 'attachTask', { box, id: canWrite && task ? id : null });
  const facts = useQuietFacts(task, isBlocked);
  if (!task) return null;
  const isClosed = task.status !== 'open';
  const isLate = !isClosed && task.dueOn !== null && task.dueOn < today;

  const onClick = (event: MouseEvent<HTMLElement>) => {
    list.cursor.set(id);
    if (!selectByClick(list, id, event)) openTask(id);
  };
  return (
    <button
      ref={box}
      type="button"
      id={rowElementId(id)}
      data-task={id}
      data-ring="inside"
      tabIndex={isCursor ? 0 : -1}
      aria-pressed={isSelected}
      data-tip={facts === '' ? undefined : `${task.title} · ${facts}`}
      onClick={onClick}
      onFocus={() => list.cursor.set(id)}
      className={classNames(
        chip,
        isSelected ? 'bg-accent-tint' : isOpened ? 'bg-selected' : 'bg-hover hover:bg-selected',
        isDragged && 'opacity-40',
        (isClosed || isHeldBack) && 'text-muted',
        isClosed && 'line-through',
      )}
    >
      <span
        aria-hidden
        className={classNames('size-2 shrink-0 rounded-full', marks[task.priority])}
      />
      {task.dueTime !== null && (
        <time
          data-figures
          dateTime={`${task.dueOn}T${task.dueTime}`}
          className={classNames('shrink-0 text-xs', isLate ? 'text-danger' : 'text-muted')}
        >
          {task.dueTime}
        </time>
      )}
      <span data-title className={classNames('truncate', isLate && 'text-danger')}>
        {task.title}
      </span>
      {isBlocked && (
        <span data-blocked aria-hidden className="ml-auto shrink-0">
          <CircleMinus size={12} />
        </span>
      )}
      {facts !== '' && <span className="sr-only">{facts}</span>}
    </button>
  );
}

/** What there is no room for in a line this short: that it is blocked, what is below it, when it starts, how long it takes. */
function useQuietFacts(task: TaskOutput | undefined, isBlocked: boolean): string {
  const t = useTranslations('tasks');
  const locale = useLocale();
  const today = useToday();
  const subtasks = useSubtaskCount(task);
  if (!task) return '';
  const { startOn, estimateMinutes } = task;
  const start = startOn !== null && startsLater(task, today);
  return [
    isBlocked ? t('blocked') : '',
    subtasks === 0 ? '' : t('subtasks', { count: subtasks }),
    start ? t('from', { day: shortDate(startOn, { today, locale }) }) : '',
    estimateMinutes === null ? '' : durationWord(estimateMinutes, locale),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** A day on which a task will come again. It is no task yet: a press opens the one that repeats. */
export function CalendarGhost({ id }: { id: string }) {
  const t = useTranslations('calendar');
  const task = useTask(id);
  const { openTask } = useListScene();
  if (!task) return null;
  return (
    <button
      type="button"
      data-ghost
      data-ring="inside"
      tabIndex={-1}
      aria-label={t('again', { title: task.title })}
      onClick={() => openTask(id)}
      className={classNames(chip, 'text-muted hover:bg-hover')}
    >
      <Repeat size={12} aria-hidden className="shrink-0" />
      <span className="truncate">{task.title}</span>
    </button>
  );
}
