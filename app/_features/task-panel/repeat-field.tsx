'use client';

import Repeat from 'lucide-react/icons/repeat';
import { useLocale, useTranslations } from 'next-intl';
import { sayRepeat } from '../../../server/domain/recurrence/say-rule.ts';
import { useOverlay } from '../../_ui/overlay.ts';
import { Popover } from '../../_ui/popover.tsx';
import { FieldButton, FieldLine, FieldValue } from './field-line.tsx';
import type { FieldProps } from './field-props.ts';
import { RepeatChooser } from './repeat-chooser.tsx';

/** How a task comes again, said in words. */
export function RepeatField({ task, canWrite }: FieldProps) {
  const t = useTranslations('repeat');
  const locale = useLocale();
  const popover = useOverlay('dialog');
  const { recurrence } = task;
  const name = t('title');
  const said = recurrence === null ? t('never') : sayRepeat(recurrence, locale);
  const value = (
    <span className="min-w-0 wrap-anywhere first-letter:uppercase">
      {recurrence?.pausedAt ? t('paused', { repeat: said }) : said}
    </span>
  );
  return (
    <FieldLine name={name} icon={<Repeat size={16} />}>
      {canWrite ? (
        <FieldButton {...popover.trigger} name={name} empty={recurrence === null}>
          {value}
        </FieldButton>
      ) : (
        <FieldValue empty={recurrence === null}>{value}</FieldValue>
      )}
      <Popover {...popover.surface} label={name} className="w-80">
        <RepeatChooser task={task} onDone={popover.hide} />
      </Popover>
    </FieldLine>
  );
}
