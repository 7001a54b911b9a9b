'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { TaskSearchOutput } from '../../../server/task/schema.ts';
import { useHeldBack } from '../../_client/store/use-held-back.ts';
import { useProject } from '../../_client/store/use-rows.ts';
import { useSubtaskCount } from '../../_client/store/use-subtask-count.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { classNames } from '../../_ui/class-names.ts';
import { dueWord } from '../../_ui/date-words.ts';
import { Link } from '../../_ui/link.tsx';
import { taskPath } from '../task-panel/task-path.ts';
import { RowBlocked, RowEstimate, RowStart, RowSubtasks } from '../task-row/task-facts.tsx';

type Hit = TaskSearchOutput['items'][number];

/** One task that was found: its title, where the words stand, and what a row says of it. */
export function HitRow({ hit: { task, where, title, excerpt } }: { hit: Hit }) {
  const t = useTranslations('search');
  const archive = useTranslations('archive');
  const locale = useLocale();
  const today = useToday();
  const project = useProject(task.projectId);
  const isHeldBack = useHeldBack(task);
  const subtasks = useSubtaskCount(task);
  const due =
    task.dueOn && today !== ''
      ? dueWord({ dueOn: task.dueOn, dueTime: task.dueTime }, { today, locale })
      : null;
  const isLong = task.estimateMinutes !== null || isHeldBack || subtasks > 0;
  const isClosed = task.status !== 'open';
  const inTitle = where === 'title' || where === 'key';
  return (
    <li>
      <Link
        href={taskPath(task)}
        className="flex min-h-row flex-col justify-center gap-0.5 rounded-control px-2 py-1.5 in-data-[density=dense]:py-0.5 hover:bg-hover focus-visible:bg-hover"
      >
        {/* Where a narrow screen has no room for all of it, the title has a line of its own. */}
        <span className={classNames('flex items-baseline gap-x-3', isLong && 'max-md:flex-wrap')}>
          <span
            className={classNames(
              'min-w-0 flex-1 truncate',
              isLong && 'max-md:basis-full',
              (isClosed || isHeldBack) && 'text-muted',
              isClosed && 'line-through',
            )}
          >
            <Marked text={title} />
          </span>{' '}
          <RowBlocked task={task} className="self-center text-muted" />{' '}
          <RowSubtasks count={subtasks} className="text-sm text-muted" />{' '}
          <RowStart task={task} className="text-sm text-muted" />{' '}
          <RowEstimate task={task} className="text-sm text-muted" />{' '}
          {due && (
            <span
              data-figures
              className={classNames(
                'shrink-0 text-sm',
                due.overdue && !isClosed ? 'text-danger' : 'text-muted',
              )}
            >
              {due.text}
            </span>
          )}
          <span className="max-w-40 shrink-0 truncate text-sm text-muted">
            {project?.isInbox ? t('inbox') : project?.name}
          </span>
          {project !== undefined && project.archivedAt !== null && (
            <span className="shrink-0 rounded-[4px] bg-hover px-1.5 text-sm text-muted">
              {archive('mark')}
            </span>
          )}
          <span
            data-figures
            className="min-w-18 shrink-0 text-right text-sm text-muted max-md:hidden"
          >
            {task.key}
          </span>
        </span>
        {!inTitle && (
          <span className="truncate text-sm text-muted">
            {t(where === 'comment' ? 'inComment' : 'inNotes')} <Marked text={excerpt} />
          </span>
        )}
      </Link>
    </li>
  );
}

/** Text in which the found words are marked with U+0002 and U+0003. */
function Marked({ text }: { text: string }) {
  return text.split('\u0002').map((part, index) => {
    const [found, rest] = index === 0 ? ['', part] : (part.split('\u0003') as [string, string?]);
    return (
      <span key={index}>
        {found !== '' && <mark className="rounded-[3px] bg-accent-tint text-inherit">{found}</mark>}
        {rest}
      </span>
    );
  });
}
