'use client';

import Timer from 'lucide-react/icons/timer';
import { useLocale, useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { updateTask } from '../../_client/intents/edit-task.ts';
import { useTextEdit } from '../writing/text-edit.ts';
import { durationWord } from '../../_ui/date-words.ts';
import { parseEstimate } from './estimate.ts';
import { FieldButton, FieldLine, FieldValue } from './field-line.tsx';
import type { FieldProps } from './field-props.ts';
import { LineInput } from './line-input.tsx';

/** How long a task takes, typed as words: "1h 30m", «2 ч». */
export function EstimateField({ task, canWrite }: FieldProps) {
  const t = useTranslations('field');
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { estimateMinutes } = task;
  const word = estimateMinutes === null ? t('none') : durationWord(estimateMinutes, locale);
  const name = t('estimate');
  const empty = estimateMinutes === null;
  const edit = useTextEdit(empty ? '' : word, (text) => {
    const minutes = parseEstimate(text);
    if (minutes !== undefined && minutes !== estimateMinutes)
      updateTask(task, { set: { estimateMinutes: minutes } });
  });
  const isWrong = parseEstimate(edit.text) === undefined;
  const close = () => {
    edit.save();
    setOpen(false);
  };
  const closeByKey = () => {
    close();
    queueMicrotask(() => button.current?.focus());
  };
  return (
    <FieldLine name={name} icon={<Timer size={16} />}>
      {open && (
        <LineInput
          label={name}
          value={edit.text}
          placeholder={t('estimateExample')}
          wrong={isWrong}
          onText={edit.type}
          onEnter={() => !isWrong && closeByKey()}
          onEscape={() => {
            edit.revert();
            closeByKey();
          }}
          onLeave={close}
        />
      )}
      {!open && canWrite && (
        <FieldButton ref={button} name={name} empty={empty} onClick={() => setOpen(true)}>
          <span data-figures>{word}</span>
        </FieldButton>
      )}
      {!canWrite && (
        <FieldValue empty={empty}>
          <span data-figures>{word}</span>
        </FieldValue>
      )}
    </FieldLine>
  );
}
