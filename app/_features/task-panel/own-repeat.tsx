'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useId, useMemo, useState } from 'react';
import { sayRepeat } from '../../../server/domain/recurrence/say-rule.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { updateTask } from '../../_client/intents/edit-task.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { loadReader, reader } from '../quick-add/late-reader.ts';
import { readRepeat } from './read-repeat.ts';
import { withRule } from './with-rule.ts';

type Props = { task: TaskOutput; onDone: () => void };

/** A repeat in the person's own words, as quick add reads them; what was understood stands below. */
export function OwnRepeat({ task, onDone }: Props) {
  const t = useTranslations('repeat');
  const locale = useLocale();
  const today = useToday();
  const id = useId();
  const [text, setText] = useState('');
  const readHere = useCell(reader)?.readHere;
  useEffect(() => void loadReader(), []);
  const { workspaceId, recurrence } = task;
  const found = useMemo(
    () => (readHere ? readRepeat(text, (line) => readHere({ workspaceId }, line, [])) : null),
    [readHere, text, workspaceId],
  );
  const isWrong = text.trim() !== '' && found === null;
  const start = task.dueOn ?? today;

  const save = () => {
    if (!found) return;
    const { rrule, anchor, ...due } = found;
    updateTask(task, { set: { recurrence: withRule(recurrence, { rrule, anchor }), ...due } });
    onDone();
  };
  return (
    <form
      className="border-t border-hairline p-2"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <input
        value={text}
        aria-label={t('own')}
        aria-describedby={id}
        aria-invalid={isWrong || undefined}
        placeholder={t('ownExample')}
        maxLength={200}
        onChange={({ target }) => setText(target.value)}
        className="h-8 w-full rounded-control border border-border bg-raised px-2 focus-visible:outline-offset-0 touch:h-11"
      />
      <p id={id} aria-live="polite" className="min-h-5 px-0.5 pt-1 text-sm text-muted">
        {found && (
          <span className="first-letter:uppercase">{sayRepeat({ ...found, start }, locale)} ↵</span>
        )}
        {isWrong && t('notUnderstood')}
        {text.trim() === '' && t('ownHint')}
      </p>
    </form>
  );
}
