'use client';

import type { TaskOutput } from '../../../server/task/schema.ts';
import { useBlocked } from '../../_client/store/related.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { useListScene } from '../task-list/list-state.ts';
import { factsId } from '../task-row/row-element.ts';
import {
  RowBlocked,
  RowDue,
  RowEstimate,
  RowLabel,
  RowPeople,
  RowProject,
  RowRepeats,
  RowStart,
  RowSubtasks,
} from '../task-row/task-facts.tsx';
import { hasCardFacts } from './card-heights.ts';

const mostLabels = 3;

/** What a card says below the title, muted, as a row does beside it: subtasks, labels, due, start, estimate, people. */
export function CardFacts({ task, subtasks }: { task: TaskOutput; subtasks: number }) {
  const { labelIds } = task;
  const today = useToday();
  const isBlocked = useBlocked(task.id);
  const { showProject } = useListScene();
  if (!showProject && !hasCardFacts(task, { subtasks, today, isBlocked })) return null;
  return (
    <div
      id={factsId(task.id)}
      className="-mt-0.5 flex min-h-5 flex-wrap items-center gap-x-3 pr-1.5 pb-1.5 pl-8 text-sm leading-5 text-muted touch:-mt-2 touch:pb-2 touch:pl-9"
    >
      {/* Read aloud after the title: what is seen first, then what only stands for it. */}{' '}
      <RowDue task={task} className="order-2" /> <RowStart task={task} className="order-2" />{' '}
      <RowEstimate task={task} className="order-2" />{' '}
      {labelIds.slice(0, mostLabels).map((id) => (
        <span key={id} className="order-3 flex min-w-0">
          <RowLabel labelId={id} />{' '}
        </span>
      ))}
      {labelIds.length > mostLabels && (
        <span data-figures className="order-3">
          +{labelIds.length - mostLabels}
        </span>
      )}{' '}
      {showProject && (
        <RowProject projectId={task.projectId} className="order-3 max-w-32 min-w-0 truncate" />
      )}{' '}
      <RowBlocked task={task} className="order-first self-center" />{' '}
      <RowRepeats task={task} className="order-2 -ml-2 self-center" />{' '}
      <RowSubtasks count={subtasks} className="order-1" />{' '}
      <RowPeople task={task} className="order-4 ml-auto flex shrink-0 -space-x-1" />
    </div>
  );
}
