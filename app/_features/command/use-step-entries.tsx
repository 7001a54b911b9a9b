'use client';

import Calendar from 'lucide-react/icons/calendar';
import CalendarX from 'lucide-react/icons/calendar-x';
import FolderPlus from 'lucide-react/icons/folder-plus';
import Plus from 'lucide-react/icons/plus';
import { useLocale, useTranslations } from 'next-intl';
import { editTasks, sendTasks } from '../../_client/intents/bulk-tasks.ts';
import { store } from '../../_client/store/page-store.ts';
import { may } from '../../_client/store/may.ts';
import { useMe } from '../../_client/store/use-rows.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { weekdayWord } from '../../_ui/date-words.ts';
import type { PickerProps } from '../../_ui/overlay-types.ts';
import { makeProject } from '../shell/make-project.ts';
import { useLabelChoice } from '../task-panel/label-choice.tsx';
import { usePeopleChoice } from '../task-panel/people-choice.tsx';
import { usePlaceChoice } from '../task-panel/place-choice.tsx';
import { usePriorityChoice } from '../task-panel/priority-choice.tsx';
import { useListed } from '../task-panel/use-listed.ts';
import { usualDays } from '../task-panel/when.ts';
import type { PaletteEntry, PaletteStep } from './palette-entry.ts';
import type { Scene } from './scene.ts';
import { surface } from './surface.ts';

type Steps = Record<PaletteStep, readonly PaletteEntry[]>;

/** What stands in each further step of the palette; `typed` may be made where there is no such thing yet. */
export function useStepEntries(scene: Scene, ids: readonly string[], typed: string): Steps {
  const t = useTranslations('field');
  const words = useTranslations('command');
  const locale = useLocale();
  const today = useToday();
  const weekStart = useMe()?.weekStart ?? 'monday';
  const tasks = useListed('tasks', ids);
  const labels = useLabelChoice(tasks, editTasks);
  const people = usePeopleChoice(tasks, editTasks);
  const places = usePlaceChoice(tasks, (to) => sendTasks(tasks, to));
  const priorities = usePriorityChoice(tasks, editTasks);
  const due = (dueOn: string | null) => () => editTasks(tasks, { set: { dueOn } });
  const days = usualDays(today || '1970-01-01', weekStart).map(({ name, day }) => ({
    ...choice(name, t(name), due(day)),
    icon: <Calendar size={16} />,
    hint: weekdayWord(day, locale),
  }));
  const makers = [...store.tables.workspaces.rows.values()].filter((workspace) =>
    may('project.create', { workspace }),
  );
  return {
    due: [
      ...days,
      {
        ...choice('grid', words('pickDay'), () => surface.set({ kind: 'due', scene })),
        icon: <Calendar size={16} />,
      },
      { ...choice('none', t('removeDay'), due(null)), icon: <CalendarX size={16} /> },
    ],
    priority: priorities.map((item) => ({
      ...choice(item.label, item.label, item.onSelect),
      icon: item.icon,
      keys: item.keys,
      checked: item.checked,
    })),
    labels: entriesOf(labels, typed),
    assignees: entriesOf(people, typed),
    move: entriesOf(places, typed),
    newProject:
      typed === ''
        ? []
        : makers.map((workspace) => ({
            ...choice(workspace.id, words('createProject', { name: typed }), () =>
              makeProject(workspace.id, typed),
            ),
            icon: <FolderPlus size={16} />,
            hint: makers.length > 1 ? workspace.name : undefined,
          })),
  };
}

const choice = (id: string, label: string, run: () => void): PaletteEntry => ({
  id: `choice ${id}`,
  group: 'choices',
  label,
  icon: null,
  run,
});

function entriesOf(picker: PickerProps, typed: string): PaletteEntry[] {
  const { options, chosen, mixed = [], multiple, onPick, createLabel, onCreate } = picker;
  const entries = options.map(({ id, label, icon, hint }) => ({
    ...choice(id, label, () => onPick(id)),
    icon,
    hint,
    checked: mixed.includes(id) ? ('mixed' as const) : chosen.includes(id),
    stays: multiple,
  }));
  const isKnown = options.some(({ label }) => label.toLowerCase() === typed.toLowerCase());
  if (!createLabel || typed === '' || isKnown) return entries;
  const create = choice('create', createLabel(typed), () => onCreate?.(typed));
  return [...entries, { ...create, icon: <Plus size={16} />, stays: true }];
}
