'use client';

import { useTranslations } from 'next-intl';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { updateTask } from '../../_client/intents/edit-task.ts';
import { useMe } from '../../_client/store/use-rows.ts';
import { useTextEdit } from '../writing/text-edit.ts';
import { classNames } from '../../_ui/class-names.ts';
import { focusLeft } from '../../_ui/focus-left.ts';
import { parseTime } from './when.ts';

const floating = '';

/** The time of a due, and whether it is meant everywhere at that hour or at one instant. */
export function DueTime({ task }: { task: TaskOutput }) {
  const t = useTranslations('field');
  const me = useMe();
  const { dueTime, timeZone } = task;
  const edit = useTextEdit(dueTime ?? '', (text) => {
    const time = timeOf(text);
    if (time !== undefined && time !== dueTime) updateTask(task, { set: { dueTime: time } });
  });
  const isWrong = timeOf(edit.text) === undefined;
  const zones = [...new Set([me?.timeZone, timeZone].filter((zone) => typeof zone === 'string'))];

  const save = () => {
    if (!isWrong) edit.save();
  };
  return (
    <div className="flex flex-wrap items-center gap-2 border-t border-hairline p-2">
      <input
        value={edit.text}
        aria-label={t('time')}
        aria-invalid={isWrong || undefined}
        placeholder={t('timeExample')}
        inputMode="numeric"
        maxLength={5}
        onChange={(event) => edit.type(event.target.value)}
        onBlur={(event) => focusLeft(event) && save()}
        onKeyDown={({ key }) => {
          if (key === 'Enter') save();
          else if (key === 'Escape') edit.revert();
        }}
        data-figures
        className={classNames(
          'h-8 w-18 rounded-control border bg-raised px-2 focus-visible:outline-offset-0 touch:h-11',
          isWrong ? 'border-danger' : 'border-border',
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

/** Null for no time; undefined where it is none. */
function timeOf(text: string): string | null | undefined {
  return text.trim() === '' ? null : parseTime(text);
}
