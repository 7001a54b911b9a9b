'use client';

import Check from 'lucide-react/icons/check';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { presetsFor } from '../../../server/domain/recurrence/presets.ts';
import { sayRepeat } from '../../../server/domain/recurrence/say-rule.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { updateTask } from '../../_client/intents/edit-task.ts';
import { pauseTask, resumeTask, skipOccurrence } from '../../_client/intents/repeat-task.ts';
import type { Repeating } from '../../_client/intents/repeat-task.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { OwnRepeat } from './own-repeat.tsx';
import { RepeatSettings } from './repeat-settings.tsx';
import { withRule } from './with-rule.ts';

type Props = { task: TaskOutput; onDone: () => void };

/** The usual repeats of the due day, any other in the person's own words, and what else there is to a repeat. */
export function RepeatChooser({ task, onDone }: Props) {
  const t = useTranslations('repeat');
  const locale = useLocale();
  const today = useToday();
  if (today === '') return null;
  const start = task.dueOn ?? today;
  const { recurrence } = task;
  const present = recurrence && sayRepeat(recurrence, locale);
  const presets = presetsFor(start).map((preset) => ({
    ...preset,
    said: sayRepeat({ ...preset, anchor: 'schedule', start }, locale),
  }));
  return (
    <div>
      <div className="flex flex-col p-1">
        {presets.map(({ name, rrule, said }) => (
          <Line
            key={name}
            // What is said alike is alike: a weekly rule need not name its day.
            isChosen={said === present}
            onPick={() => {
              updateTask(task, {
                set: { recurrence: withRule(recurrence, { rrule, anchor: 'schedule' }) },
              });
              onDone();
            }}
          >
            {said}
          </Line>
        ))}
        {recurrence !== null && (
          <Line
            onPick={() => {
              updateTask(task, { set: { recurrence: null } });
              onDone();
            }}
          >
            {t('stop')}
          </Line>
        )}
      </div>
      <OwnRepeat task={task} onDone={onDone} />
      {recurrence !== null && <RepeatSettings task={task} recurrence={recurrence} />}
      {recurrence !== null && task.status === 'open' && (
        <Acts task={{ ...task, recurrence }} onDone={onDone} />
      )}
    </div>
  );
}

/** What can be done with a series that is under way. */
function Acts({ task, onDone }: { task: Repeating; onDone: () => void }) {
  const t = useTranslations('repeat');
  const isPaused = task.recurrence.pausedAt !== null;
  const act = (what: (task: Repeating) => void) => () => {
    what(task);
    onDone();
  };
  return (
    <div className="flex flex-col border-t border-hairline p-1">
      <Line onPick={act(skipOccurrence)}>{t('skip')}</Line>
      <Line onPick={act(isPaused ? resumeTask : pauseTask)}>
        {t(isPaused ? 'resume' : 'pause')}
      </Line>
    </div>
  );
}

type LineProps = { isChosen?: boolean; onPick: () => void; children: ReactNode };

function Line({ isChosen = false, onPick, children }: LineProps) {
  return (
    <button
      type="button"
      data-ring="inside"
      aria-pressed={isChosen}
      onClick={onPick}
      className="flex min-h-8 items-center justify-between gap-4 rounded-control px-2 text-left hover:bg-hover touch:min-h-11"
    >
      <span className="first-letter:uppercase">{children}</span>
      {isChosen && <Check size={16} aria-hidden className="shrink-0 text-accent" />}
    </button>
  );
}
