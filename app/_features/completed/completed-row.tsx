'use client';

import Repeat from 'lucide-react/icons/repeat';
import { useLocale, useTranslations } from 'next-intl';
import { reopenTasks } from '../../_client/intents/bulk-tasks.ts';
import { canTakeBack, completionKey } from '../../_client/store/completed.ts';
import type { Completion } from '../../_client/store/completed.ts';
import {
  useMe,
  useMember,
  useProject,
  useTask,
  useWritable,
} from '../../_client/store/use-rows.ts';
import { useSubtaskCount } from '../../_client/store/use-subtask-count.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { Avatar } from '../../_ui/avatar.tsx';
import { CheckboxRound } from '../../_ui/checkbox-round.tsx';
import { shortDate, timeWord } from '../../_ui/date-words.ts';
import { commandRow } from '../shell/key-table.ts';
import { openTask } from '../shell/open-task.ts';
import { RowEstimate, RowSubtasks } from '../task-row/task-facts.tsx';
import { useLeftName } from '../team/use-left-name.ts';

type Props = {
  completion: Completion;
  /** False where there is nobody but the person. */
  showsWho: boolean;
  /** Its place on its day, from 1, and how many there are. */
  place: { at: number; of: number };
};

/** One completion: its circle opens the task again, its title shows it in the panel. */
export function CompletedRow({ completion, showsWho, place }: Props) {
  const t = useTranslations('completed');
  const words = useTranslations('tasks');
  const task = useTask(completion.taskId);
  const me = useMe();
  const canWrite = useWritable(task?.projectId);
  const subtasks = useSubtaskCount(task);
  if (!task || !me) return null;
  const { completedAt, completedBy, occurrenceOn } = completion;
  const canReopen = canTakeBack(completion, task);
  // Keys are about the task as it is: of one that goes on they would do the next occurrence.
  const hasKeys = task.status !== 'open';
  return (
    <li
      data-task={hasKeys ? task.id : undefined}
      data-completion={completionKey(completion)}
      aria-posinset={place.at}
      aria-setsize={place.of}
      className="group/row relative flex h-14 items-center rounded-control pr-2 hover:bg-hover md:h-row"
    >
      <CheckboxRound
        state="done"
        priority={task.priority}
        label={
          canReopen ? words('reopen', { title: task.title }) : t('past', { title: task.title })
        }
        keys={canReopen && hasKeys ? commandRow('done').keys : undefined}
        disabled={!canWrite || !canReopen}
        className="z-1 touch:-mx-1"
        onToggle={() => reopenTasks([task])}
      />
      <span className="flex min-w-0 flex-1 flex-col gap-x-3 md:flex-row md:items-center">
        <button
          type="button"
          data-open
          data-ring="none"
          onClick={() => openTask(task.id)}
          className="min-w-0 truncate py-0.5 text-left outline-none after:absolute after:inset-0 after:rounded-control focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          {task.title}
        </button>
        <span
          data-figures
          className="flex min-w-0 shrink-0 items-center gap-3 text-sm text-muted md:ml-auto"
        >
          <RowSubtasks
            count={subtasks}
            label={t('subtasks', { count: subtasks })}
            className="max-md:hidden"
          />
          <RowEstimate task={task} className="max-md:hidden" />
          {occurrenceOn !== null && <Occurrence day={occurrenceOn} />}
          {showsWho && completedBy !== null && (
            <Who workspaceId={task.workspaceId} userId={completedBy} />
          )}
          <Where projectId={task.projectId} />
          <time dateTime={completedAt} className="shrink-0 md:w-10 md:text-right">
            {timeWord(completedAt, me.timeZone)}
          </time>
        </span>
      </span>
    </li>
  );
}

function Occurrence({ day }: { day: string }) {
  const t = useTranslations('completed');
  const locale = useLocale();
  const today = useToday();
  if (today === '') return null;
  return (
    <span className="flex shrink-0 items-center gap-1">
      <Repeat size={14} aria-hidden />
      {t('occurrence', { day: shortDate(day, { today, locale }) })}
    </span>
  );
}

function Who({ workspaceId, userId }: { workspaceId: string; userId: string }) {
  const leftName = useLeftName();
  const member = useMember(workspaceId, userId);
  if (!member) return null;
  return <Avatar id={userId} name={member.name} left={leftName(member)} />;
}

function Where({ projectId }: { projectId: string }) {
  const t = useTranslations('shell');
  const project = useProject(projectId);
  if (!project) return null;
  return (
    <span className="max-w-40 min-w-0 truncate">{project.isInbox ? t('inbox') : project.name}</span>
  );
}
