'use client';

import { useTranslations } from 'next-intl';
import type { ProjectOutput } from '../../../server/project/schema.ts';
import type { LoadState } from '../../_client/loads/loads.ts';
import { useLoad } from '../../_client/loads/use-load.ts';
import { store } from '../../_client/store/page-store.ts';
import { usePicked } from '../../_client/store/use-cell.ts';
import { Button } from '../../_ui/button.tsx';
import { EmptyState } from '../../_ui/empty-state.tsx';
import { useAddTarget } from '../shell/add-target.ts';
import { Column } from '../shell/column.tsx';
import { LoadStateView } from '../shell/load-state.tsx';
import { openTask } from '../shell/open-task.ts';
import { collapsed } from '../task-list/collapsed.ts';
import type { ListState } from '../task-list/list-state.ts';
import { lineAtEnd } from '../task-list/line.ts';
import { lineBelow } from '../task-list/place.ts';
import { TaskList } from '../task-list/task-list.tsx';
import type { PartRules } from '../task-list/task-list.tsx';
import { useOutline } from '../task-list/use-outline.ts';
import { AddSection } from './add-section.tsx';
import { SectionHeading } from './section-heading.tsx';

export type ProjectListProps = {
  project: ProjectOutput;
  name: string;
  list: ListState;
  load: LoadState;
  showClosed: boolean;
  canWrite: boolean;
};

/** A project as a list: its sections with their tasks, sorted by hand. */
export function ProjectList({ project, name, list, load, showClosed, canWrite }: ProjectListProps) {
  const t = useTranslations('project');
  const shell = useTranslations('shell');
  const isWriting = usePicked(list.line, (line) => line !== null);
  const closed = useLoad('closed', project.id, showClosed);
  const parts = useOutline(project.id, showClosed);
  const isEmpty = parts.length === 1 && parts[0]?.rows.length === 0;

  useAddTarget(list, () => {
    const cursor = list.cursor.get();
    const [first] = parts;
    const focused = document.activeElement?.closest('[data-task]') !== null;
    const line = cursor !== null && focused ? lineBelow(parts, cursor) : null;
    if (canWrite && first) list.line.set(line ?? lineAtEnd(first));
    return canWrite;
  });

  const rules: PartRules = {
    label: ({ sectionId }) =>
      sectionId === null ? name : (store.get('sections', sectionId)?.name ?? name),
    heading: ({ sectionId, open: count }) =>
      sectionId === null ? null : (
        <SectionHeading
          sectionId={sectionId}
          count={count}
          collapsed={collapsed.get().has(sectionId)}
          canWrite={canWrite}
        />
      ),
    newTask: ({ sectionId }) =>
      canWrite && (sectionId === null || !collapsed.get().has(sectionId))
        ? {
            workspaceId: project.workspaceId,
            top: { projectId: project.id, sectionId, parentId: null },
            task: {},
          }
        : null,
  };
  return (
    <Column>
      <LoadStateView load={load} isEmpty={isEmpty && !isWriting}>
        <TaskList list={list} parts={parts} rules={rules} canMove={canWrite} openTask={openTask} />
        {isEmpty && (!showClosed || closed.status === 'ready') && (
          <EmptyState
            action={
              canWrite && (
                <Button
                  tone="primary"
                  onClick={() => parts[0] && list.line.set(lineAtEnd(parts[0]))}
                >
                  {shell('addTask')}
                </Button>
              )
            }
          >
            {t(project.isInbox ? 'emptyInbox' : 'empty')}
          </EmptyState>
        )}
        {canWrite && !project.isInbox && <AddSection project={project} />}
      </LoadStateView>
    </Column>
  );
}
