'use client';

import CircleMinus from 'lucide-react/icons/circle-minus';
import ListTree from 'lucide-react/icons/list-tree';
import Repeat from 'lucide-react/icons/repeat';
import Paperclip from 'lucide-react/icons/paperclip';
import { useLocale, useTranslations } from 'next-intl';
import { Fragment, useEffect } from 'react';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { loadRepeats } from '../../_client/effects/late-repeats.ts';
import { startsLater } from '../../_client/store/held-back.ts';
import { useBlocked } from '../../_client/store/related.ts';
import { useLabel, useMember, useProject } from '../../_client/store/use-rows.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { useListScene } from '../task-list/list-state.ts';
import { useLeftName } from '../team/use-left-name.ts';
import { factsId } from './row-element.ts';
import { Avatar } from '../../_ui/avatar.tsx';
import { classNames } from '../../_ui/class-names.ts';
import { dueWord, durationWord, shortDate } from '../../_ui/date-words.ts';
import { LabelDot } from '../../_ui/label-dot.tsx';

const mostLabels = 2;
const mostPeople = 3;

type Props = { task: TaskOutput; subtasks: number; showProject: boolean };

/** What a row says beside the title, muted: blocked, subtasks, labels, start, estimate, due, people, project. */
export function TaskFacts({ task, subtasks, showProject }: Props) {
  const note = useListScene().rowNote?.(task.id);
  const isCrowded = task.dueOn !== null || task.startOn !== null;
  return (
    <span
      id={factsId(task.id)}
      className="ml-auto flex shrink-0 items-center gap-3 pl-3 text-sm text-muted"
    >
      {/* The row's name is read aloud from here on too: what is always seen first, so that a name begins as it looks. */}{' '}
      <RowDue task={task} className="order-5" /> <RowStart task={task} className="order-4" />{' '}
      <RowEstimate task={task} className={classNames('order-4', isCrowded && '@max-md:hidden')} />{' '}
      {showProject && (
        <RowProject
          projectId={task.projectId}
          className="order-7 max-w-32 min-w-0 truncate @max-xl:hidden"
        />
      )}{' '}
      {task.labelIds.length > 0 && (
        <span className="order-3 flex shrink-0 items-center gap-2">
          {task.labelIds.slice(0, mostLabels).map((id) => (
            <Fragment key={id}>
              <RowLabel labelId={id} />{' '}
            </Fragment>
          ))}
          {task.labelIds.length > mostLabels && (
            <span data-figures>+{task.labelIds.length - mostLabels}</span>
          )}
        </span>
      )}{' '}
      {note && <span className="max-w-48 truncate @max-xl:hidden">{note}</span>}{' '}
      {/* What a picture says is heard and not seen: a name that says more than its text says it at its end. */}
      <RowBlocked task={task} className="order-first" />{' '}
      <RowRepeats task={task} className="order-5 -ml-2" />{' '}
      <RowSubtasks count={subtasks} className="order-2" />{' '}
      {task.attachmentCount > 0 && <RowFiles count={task.attachmentCount} />}{' '}
      <RowPeople task={task} className="order-6 flex shrink-0 -space-x-1" />
    </span>
  );
}

/** A number beside its picture, drawn and so no text: what both mean is said by the picture's name. */
function Drawn({ children }: { children: number }) {
  return <span aria-hidden data-count={children} className="before:content-[attr(data-count)]" />;
}

type Subtasks = { count: number; label?: string; className: string };

/** How many tasks are below it, where some are: open ones, unless the label says otherwise. */
export function RowSubtasks({ count, label, className }: Subtasks) {
  const t = useTranslations('tasks');
  if (count === 0) return null;
  return (
    <span
      data-figures
      role="img"
      className={classNames('flex shrink-0 items-center gap-1', className)}
      aria-label={label ?? t('subtasks', { count })}
    >
      <ListTree size={14} aria-hidden />
      <Drawn>{count}</Drawn>
    </span>
  );
}

/** Stands first and is read last. */
function RowFiles({ count }: { count: number }) {
  const t = useTranslations('tasks');
  return (
    <span
      data-figures
      role="img"
      className="order-1 flex shrink-0 items-center gap-1"
      aria-label={t('files', { count })}
    >
      <Paperclip size={14} aria-hidden />
      <Drawn>{count}</Drawn>
    </span>
  );
}

export function RowLabel({ labelId }: { labelId: string }) {
  const label = useLabel(labelId);
  if (!label) return null;
  return (
    <LabelDot
      colour={label.colour}
      name={label.name}
      className="max-w-28 @max-xl:[&>span:last-child]:sr-only"
    />
  );
}

export function RowDue({ task, className }: { task: TaskOutput; className?: string }) {
  const locale = useLocale();
  const today = useToday();
  const { isImplied } = useListScene();
  if (task.dueOn === null || today === '') return null;
  const implied = isImplied(task.dueOn);
  if (implied && task.dueTime === null) return null;
  const due = dueWord({ dueOn: task.dueOn, dueTime: task.dueTime }, { today, locale });
  const late = due.overdue && task.status === 'open';
  const text = implied ? task.dueTime : due.text;
  return (
    <time
      dateTime={task.dueTime ? `${task.dueOn}T${task.dueTime}` : task.dueOn}
      className={classNames('shrink-0 whitespace-nowrap', late && 'text-danger', className)}
    >
      {text}
    </time>
  );
}

/** The day before which there is nothing to do, as long as that is to come. */
export function RowStart({ task, className }: { task: TaskOutput; className?: string }) {
  const t = useTranslations('tasks');
  const locale = useLocale();
  const today = useToday();
  if (task.startOn === null || !startsLater(task, today)) return null;
  return (
    <time dateTime={task.startOn} className={classNames('shrink-0 whitespace-nowrap', className)}>
      {t('from', { day: shortDate(task.startOn, { today, locale }) })}
    </time>
  );
}

/** That another task has to be done first. */
export function RowBlocked({ task, className }: { task: TaskOutput; className: string }) {
  const t = useTranslations('tasks');
  const isBlocked = useBlocked(task.id);
  if (!isBlocked || task.status !== 'open') return null;
  return (
    <span
      data-blocked
      role="img"
      aria-label={t('blocked')}
      data-tip={t('blocked')}
      className={classNames('shrink-0', className)}
    >
      <CircleMinus size={14} aria-hidden />
    </span>
  );
}

/** How long it takes. */
export function RowEstimate({ task, className }: { task: TaskOutput; className?: string }) {
  const locale = useLocale();
  if (task.estimateMinutes === null) return null;
  return (
    <span data-figures className={classNames('shrink-0 whitespace-nowrap', className)}>
      {durationWord(task.estimateMinutes, locale)}
    </span>
  );
}

/** Beside the due: that it comes again. */
export function RowRepeats({ task, className }: { task: TaskOutput; className: string }) {
  const t = useTranslations('tasks');
  const repeats = task.recurrence !== null;
  // Where it goes when it is completed is known before the network is gone.
  useEffect(() => {
    if (repeats) void loadRepeats();
  }, [repeats]);
  if (!repeats) return null;
  return (
    <span role="img" aria-label={t('repeats')} className={classNames('shrink-0', className)}>
      <Repeat size={14} aria-hidden />
    </span>
  );
}

/** Who does it, as circles: their names are read aloud, one word from the other. */
export function RowPeople({ task, className }: { task: TaskOutput; className: string }) {
  if (task.assigneeIds.length === 0) return null;
  return (
    <span className={className}>
      {task.assigneeIds.slice(0, mostPeople).map((id) => (
        <Fragment key={id}>
          <RowPerson workspaceId={task.workspaceId} userId={id} />{' '}
        </Fragment>
      ))}
    </span>
  );
}

function RowPerson({ workspaceId, userId }: { workspaceId: string; userId: string }) {
  const leftName = useLeftName();
  const member = useMember(workspaceId, userId);
  if (!member) return null;
  return <Avatar id={userId} name={member.name} left={leftName(member)} />;
}

/** In which project it is. */
export function RowProject({ projectId, className }: { projectId: string; className: string }) {
  const t = useTranslations('shell');
  const project = useProject(projectId);
  if (!project) return null;
  return <span className={className}>{project.isInbox ? t('inbox') : project.name}</span>;
}
