'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { updateTask } from '../../_client/intents/edit-task.ts';
import { useMe } from '../../_client/store/use-rows.ts';
import { classNames } from '../../_ui/class-names.ts';
import { parseTime } from './when.ts';

const floating = '';

/** The time of a due, and whether it is meant everywhere at that hour or at one instant. */
export function DueTime({ task }: { task: TaskOutput }) {
  const t = useTranslations('field');
  const me = useMe();
  const { dueTime, timeZone } = task;
  const [typed, setTyped] = useState(dueTime ?? '');
  const time = typed.trim() === '' ? null : parseTime(typed);
  const zones = [...new Set([me?.timeZone, timeZone].filter((zone) => typeof zone === 'string'))];

  const save = () => {
    if (time === undefined) return;
    setTyped(time ?? '');
    if (time !== dueTime) updateTask(task, { set: { dueTime: time } });
  };
  return (
    <div className="flex flex-wrap items-center gap-2 border-t border-hairline p-2">
      <input
        value={typed}
        aria-label={t('time')}
        aria-invalid={time === undefined || undefined}
        placeholder={t('timeExample')}
        inputMode="numeric"
        maxLength={5}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => event.key === 'Enter' && save()}
        data-figures
        className={classNames(
          'h-8 w-18 rounded-control border bg-raised px-2 focus-visible:outline-offset-0 touch:h-11',
          time === undefined ? 'border-danger' : 'border-border',
        )}
      />
      {dueTime !== null && (
        <select
          value={timeZone ?? floating}
          aria-label={t('timeZone')}
          onChange={({ target }) =>
            updateTask(task, {
              set: { timeZone: target.value === floating ? null : target.value },
            })
          }
          className="h-8 min-w-0 flex-1 rounded-control border border-border bg-raised px-1.5 focus-visible:outline-offset-0 touch:h-11"
        >
          <option value={floating}>{t('floating')}</option>
          {zones.map((zone) => (
            <option key={zone} value={zone}>
              {zone}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}
