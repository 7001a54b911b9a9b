'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { editTasks, sendTasks } from '../../_client/intents/bulk-tasks.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { Menu } from '../../_ui/menu.tsx';
import type { Anchored } from '../../_ui/overlay-types.ts';
import { Picker } from '../../_ui/picker.tsx';
import { Popover } from '../../_ui/popover.tsx';
import { RelationPicker } from '../relation/relation-picker.tsx';
import { focusRow } from '../task-list/focus-row.ts';
import { DayChooser } from '../task-panel/day-chooser.tsx';
import { useLabelChoice } from '../task-panel/label-choice.tsx';
import { usePeopleChoice } from '../task-panel/people-choice.tsx';
import { usePlaceChoice } from '../task-panel/place-choice.tsx';
import { usePriorityChoice } from '../task-panel/priority-choice.tsx';
import { useListed } from '../task-panel/use-listed.ts';
import type { Scene } from './scene.ts';
import { closeSurface } from './surface.ts';
import { useLast } from './use-last.ts';
import type { PickerKind, SurfaceKind } from './surface.ts';

type Shown = { kind: SurfaceKind; scene: Scene } | null;
type Props = { tasks: readonly TaskOutput[]; surface: Anchored };

const views: Record<PickerKind, (props: Props) => React.ReactNode> = {
  due: DuePicker,
  priority: PriorityPicker,
  labels: LabelPicker,
  assignees: PeoplePicker,
  move: PlacePicker,
  relate: RelatePicker,
};
const kinds = Object.keys(views) as PickerKind[];

/** The choosers of one field for the chosen tasks, each at the first of them. */
export function Pickers({ shown }: { shown: Shown }) {
  return kinds.map((kind) => <PickerOf key={kind} kind={kind} shown={shown} />);
}

function PickerOf({ kind, shown }: { kind: PickerKind; shown: Shown }) {
  const isOpen = shown?.kind === kind;
  const scene = useLast(isOpen ? shown.scene : null);
  const ids = useMemo(() => scene?.tasks.map(({ id }) => id) ?? [], [scene]);
  const tasks = useListed('tasks', ids);
  const View = views[kind];
  const anchor = scene?.anchor ?? null;
  const onClose = () => {
    closeSurface();
    // The row may have left its list by what was picked: the one that took its place goes on.
    const cursor = scene?.view?.list.cursor;
    if (cursor) setTimeout(() => anchor?.isConnected !== true && focusRow(cursor.get()), 50);
  };
  return <View tasks={tasks} surface={{ open: isOpen, anchor, onClose }} />;
}

function DuePicker({ tasks, surface }: Props) {
  const t = useTranslations('field');
  const days = new Set(tasks.map(({ dueOn }) => dueOn));
  const [day = null] = days;
  return (
    <Popover {...surface} label={t('due')}>
      <DayChooser
        value={days.size === 1 ? day : null}
        removable={tasks.some(({ dueOn }) => dueOn !== null)}
        onPick={(dueOn) => {
          editTasks(tasks, { set: { dueOn } });
          surface.onClose();
        }}
      />
    </Popover>
  );
}

function PriorityPicker({ tasks, surface }: Props) {
  const t = useTranslations('field');
  return <Menu {...surface} label={t('priority')} entries={usePriorityChoice(tasks, editTasks)} />;
}

function LabelPicker({ tasks, surface }: Props) {
  return <Picker {...surface} {...useLabelChoice(tasks, editTasks)} />;
}

function PeoplePicker({ tasks, surface }: Props) {
  return <Picker {...surface} {...usePeopleChoice(tasks, editTasks)} />;
}

function PlacePicker({ tasks, surface }: Props) {
  return <Picker {...surface} {...usePlaceChoice(tasks, (to) => sendTasks(tasks, to))} />;
}

function RelatePicker({ tasks: [task], surface }: Props) {
  return task && <RelationPicker task={task} surface={surface} />;
}
