'use client';

import ArrowRight from 'lucide-react/icons/arrow-right';
import PanelRight from 'lucide-react/icons/panel-right';
import Pencil from 'lucide-react/icons/pencil';
import Trash from 'lucide-react/icons/trash-2';
import { useTranslations } from 'next-intl';
import { deleteTask } from '../../_client/intents/delete-task.ts';
import { store } from '../../_client/store/page-store.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import { Menu } from '../../_ui/menu.tsx';
import type { MenuEntry } from '../../_ui/overlay-types.ts';
import { useListScene } from '../task-list/list-state.ts';
import { chosenTasks } from '../task-list/selection.ts';
import { useBoardScene } from './board-scene.ts';
import type { Column } from './columns.ts';
import { useMoveCards } from './move-cards.ts';
import { findCard } from './place-cards.ts';

/** The one menu of all cards: what fingers do instead of dragging. */
export function BoardMenu({ columns }: { columns: readonly Column[] }) {
  const t = useTranslations('tasks');
  const { menu } = useBoardScene();
  const of = useCell(menu);
  return (
    <Menu
      open={of !== null}
      anchor={of?.at ?? null}
      onClose={() => menu.set(null)}
      label={t('more')}
      align="end"
      entries={useEntries(columns, of?.id ?? null)}
    />
  );
}

function useEntries(columns: readonly Column[], id: string | null): readonly MenuEntry[] {
  const t = useTranslations('tasks');
  const board = useTranslations('board');
  const { list, openTask, canMove } = useListScene();
  const moveCards = useMoveCards();
  const found = findCard(columns, id);
  if (id === null || !found) return [];
  const ids = list.selected.get().has(id)
    ? chosenTasks(columns, list).map((task) => task.id)
    : [id];
  const open: MenuEntry = {
    label: t('open'),
    keys: 'enter',
    icon: <PanelRight size={16} />,
    onSelect: () => openTask(id),
  };
  if (!canMove) return [open];
  return [
    open,
    {
      label: t('rename'),
      keys: 'e',
      icon: <Pencil size={16} />,
      onSelect: () => list.editing.set(id),
    },
    'line',
    ...columns.map(({ place, sectionId }, at): MenuEntry => {
      const name = sectionId === null ? undefined : store.get('sections', sectionId)?.name;
      return {
        label: name === undefined ? board('moveOut') : board('moveTo', { section: name }),
        icon: <ArrowRight size={16} />,
        disabled: at === found.column && ids.length === 1,
        onSelect: () => moveCards(ids, { place, beside: {} }),
      };
    }),
    'line',
    {
      label: t('delete'),
      keys: 'backspace',
      tone: 'danger',
      icon: <Trash size={16} />,
      onSelect: () => {
        const task = store.get('tasks', id);
        if (task) deleteTask(task);
      },
    },
  ];
}
