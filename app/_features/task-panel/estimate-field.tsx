'use client';

import Timer from 'lucide-react/icons/timer';
import { useLocale, useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { updateTask } from '../../_client/intents/edit-task.ts';
import { durationWord } from '../../_ui/date-words.ts';
import { parseEstimate } from './estimate.ts';
import { FieldButton, FieldLine, FieldValue } from './field-line.tsx';
import type { FieldProps } from './field-props.ts';
import { LineInput } from './line-input.tsx';

/** How long a task takes, typed as words: "1h 30m", «2 ч». */
export function EstimateField({ task, canWrite }: FieldProps) {
  const t = useTranslations('field');
  const locale = useLocale();
  const [typed, setTyped] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const { estimateMinutes } = task;
  const word = estimateMinutes === null ? t('none') : durationWord(estimateMinutes, locale);
  const name = t('estimate');

  const close = () => {
    setTyped(null);
    queueMicrotask(() => button.current?.focus());
  };
  const save = (text: string): boolean => {
    const minutes = parseEstimate(text);
    if (minutes === undefined) return false;
    if (minutes !== estimateMinutes) updateTask(task, { set: { estimateMinutes: minutes } });
    return true;
  };
  const empty = estimateMinutes === null;
  return (
    <FieldLine name={name} icon={<Timer size={16} />}>
      {typed !== null && (
        <LineInput
          label={name}
          value={typed}
          placeholder={t('estimateExample')}
          wrong={parseEstimate(typed) === undefined}
          onText={setTyped}
          onEnter={() => save(typed) && close()}
          onEscape={close}
          onBlur={() => {
            save(typed);
            setTyped(null);
          }}
        />
      )}
      {typed === null && canWrite && (
        <FieldButton
          ref={button}
          name={name}
          empty={empty}
          onClick={() => setTyped(empty ? '' : word)}
        >
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
