'use client';

import { useTranslations } from 'next-intl';
import { anchors, missedPolicies } from '../../../server/domain/enums.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { updateTask } from '../../_client/intents/edit-task.ts';
import { SelectField } from '../../_ui/select-field.tsx';
import { Switch } from '../../_ui/switch.tsx';
import { withRule } from './with-rule.ts';

type Props = { task: TaskOutput; recurrence: NonNullable<TaskOutput['recurrence']> };

/** From what the next day is counted, what becomes of a day that went by, and of the subtasks. */
export function RepeatSettings({ task, recurrence }: Props) {
  const t = useTranslations('repeat');
  const set = (change: Parameters<typeof withRule>[1]) =>
    updateTask(task, { set: { recurrence: withRule(recurrence, change) } });
  const one = <T extends string>(all: readonly T[], value: string) =>
    all.find((other) => other === value);
  return (
    <div className="flex flex-col gap-3 border-t border-hairline p-3">
      <SelectField
        label={t('anchor')}
        value={recurrence.anchor}
        options={anchors.map((value) => ({ value, label: t(`anchors.${value}`) }))}
        onChange={({ target }) => set({ anchor: one(anchors, target.value) })}
      />
      <SelectField
        label={t('missed')}
        value={recurrence.missedPolicy}
        options={missedPolicies.map((value) => ({ value, label: t(`policies.${value}`) }))}
        onChange={({ target }) => set({ missedPolicy: one(missedPolicies, target.value) })}
      />
      <Switch
        label={t('reset')}
        note={t('resetNote')}
        checked={recurrence.resetSubtasks}
        onChange={(resetSubtasks) => set({ resetSubtasks })}
      />
    </div>
  );
}
