'use client';

import { useTranslations } from 'next-intl';
import { editTasks, sendTasks } from '../../_client/intents/bulk-tasks.ts';
import { store } from '../../_client/store/page-store.ts';
import { memberRowId } from '../../_client/store/rows.ts';
import { useMe } from '../../_client/store/use-rows.ts';
import { useToday } from '../../_client/store/use-today.ts';
import { announce } from '../../_ui/live-region.tsx';
import type { ColumnOfCards } from '../board/columns.ts';
import { findCard } from '../board/place-cards.ts';
import type { Grouping } from '../filter/group-tasks.ts';
import { cardMove } from './card-move.ts';
import { mayMove } from './may-move.ts';

type Input = {
  grouping: Grouping;
  columns: readonly ColumnOfCards[];
  /** The heading of a column. */
  title: (key: string) => string;
};

/** What takes cards into a column and says so aloud; one undo takes it back. Null where they cannot stand there. */
export type PlanMove = (ids: readonly string[], key: string) => (() => void) | null;

const projectOf = (id: string) => store.get('projects', id);

/** Plans moves between the columns of a view's board, as far as the person may make them. */
export function useCardMoves({ grouping, columns, title }: Input): PlanMove {
  const t = useTranslations('filter');
  const userId = useMe()?.id ?? '';
  const today = useToday();
  return (ids, key) => {
    const moving = ids.filter((id) => columns[findCard(columns, id)?.column ?? -1]?.key !== key);
    const tasks = moving.flatMap((id) => store.get('tasks', id) ?? []);
    const workspaceId = tasks[0]?.workspaceId ?? '';
    const personOf = (id: string) => store.get('members', memberRowId(workspaceId, id));
    const move = tasks.length > 0 ? cardMove({ grouping, today }, key, tasks) : null;
    if (!move || !mayMove(move, tasks, { userId, projectOf, personOf })) return null;
    return () => {
      if (move.kind === 'edit') editTasks(tasks, move.edit);
      else sendTasks(tasks, { projectId: move.projectId, sectionId: null });
      const values = { count: tasks.length, title: tasks[0]?.title ?? '' };
      announce(t('moved', { ...values, where: title(key) }));
    };
  };
}
