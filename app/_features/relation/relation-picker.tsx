'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { relateTasks } from '../../_client/intents/relations.ts';
import { relationLinks } from '../../_client/store/related.ts';
import type { RelationLink } from '../../_client/store/related.ts';
import type { Anchored } from '../../_ui/overlay-types.ts';
import { PickerList } from '../../_ui/picker.tsx';
import { Popover } from '../../_ui/popover.tsx';
import { TaskMark } from '../command/task-mark.tsx';
import { useOthers } from './use-others.ts';

type Props = { task: TaskOutput; surface: Anchored };

/** Relates a task to another: first what it is to it, then which one. Backspace in the empty line goes back. */
export function RelationPicker({ task, surface }: Props) {
  const t = useTranslations('relation');
  return (
    <Popover {...surface} label={t('add')} className="w-96 max-w-[calc(100vw-1rem)]">
      <Steps task={task} onClose={surface.onClose} />
    </Popover>
  );
}

function Steps({ task, onClose }: { task: TaskOutput; onClose: () => void }) {
  const t = useTranslations('relation');
  const [link, setLink] = useState<RelationLink | null>(null);
  const others = useOthers(task);
  if (link === null) {
    return (
      <PickerList
        key="link"
        label={t('choose')}
        options={relationLinks.map((id) => ({ id, label: t(`link.${id}`) }))}
        chosen={[]}
        onPick={(id) => setLink(relationLinks.find((one) => one === id) ?? null)}
        onFail={onClose}
      />
    );
  }
  return (
    <PickerList
      key="task"
      label={t('find', { link: t(`link.${link}`) })}
      options={[]}
      chosen={[]}
      find={(typed) =>
        others.find(typed).map(({ id, title, key, status, priority }) => ({
          id,
          label: title,
          hint: key,
          icon: <TaskMark status={status} priority={priority} />,
        }))
      }
      onType={others.setTyped}
      isBusy={others.isBusy}
      onPick={(id) => {
        others.hold(id);
        relateTasks(task, link, id);
        onClose();
      }}
      onBack={() => setLink(null)}
      onFail={onClose}
    />
  );
}
