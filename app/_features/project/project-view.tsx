'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ProjectOutput } from '../../../server/project/schema.ts';
import { useLoad } from '../../_client/loads/use-load.ts';
import { store } from '../../_client/store/page-store.ts';
import { renameProject } from '../../_client/intents/projects.ts';
import { usePicked } from '../../_client/store/use-cell.ts';
import { useOpenCount } from '../../_client/store/use-rows.ts';
import { Button } from '../../_ui/button.tsx';
import { EmptyState } from '../../_ui/empty-state.tsx';
import { ViewHeader } from '../../_ui/view-header.tsx';
import { openTask } from '../shell/open-task.ts';
import { Column } from '../shell/column.tsx';
import { LoadStateView } from '../shell/load-state.tsx';
import { useAddTarget } from '../shell/add-target.ts';
import { collapsed } from '../task-list/collapsed.ts';
import { createListState } from '../task-list/list-state.ts';
import { lineAtEnd, lineBelow } from '../task-list/place.ts';
import { RightNote } from '../team/right-note.tsx';
import { TaskList } from '../task-list/task-list.tsx';
import type { PartRules } from '../task-list/task-list.tsx';
import { useOutline } from '../task-list/use-outline.ts';
import { AddSection } from './add-section.tsx';
import { NameField } from './name-field.tsx';
import { ProjectActions } from './project-actions.tsx';
import { SectionHeading } from './section-heading.tsx';

/** A project as a list: its sections with their tasks, sorted by hand. The inbox is one, too. */
export function ProjectView({ project }: { project: ProjectOutput }) {
  const t = useTranslations('project');
  const shell = useTranslations('shell');
  const [list] = useState(createListState);
  const isWriting = usePicked(list.line, (line) => line !== null);
  const [showClosed, setShowClosed] = useState(false);
  const [renaming, setRenaming] = useState(false);
  const load = useLoad('project', project.id);
  const closed = useLoad(showClosed ? 'closed' : 'nothing', showClosed ? project.id : '');
  const parts = useOutline(project.id, showClosed);
  const open = useOpenCount(project.id);
  const name = project.isInbox ? shell('inbox') : project.name;
  const canWrite = project.right === 'write' && project.archivedAt === null;
  const isEmpty = parts.length === 1 && parts[0]?.rows.length === 0;

  useAddTarget(() => {
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
    <>
      <ViewHeader
        title={
          renaming ? (
            <NameField
              label={t('name')}
              value={project.name}
              onSave={(next, was) => renameProject(project, next, was)}
              onEnd={() => setRenaming(false)}
            />
          ) : (
            name
          )
        }
        note={open > 0 ? t('open', { count: open }) : undefined}
        actions={
          <ProjectActions
            project={project}
            showClosed={showClosed}
            onShowClosed={() => setShowClosed(!showClosed)}
            onRename={() => setRenaming(true)}
          />
        }
      />
      {project.right !== 'write' && <RightNote right={project.right} />}
      <Column>
        <LoadStateView load={load} isEmpty={isEmpty && !isWriting}>
          <TaskList
            list={list}
            parts={parts}
            rules={rules}
            canMove={canWrite}
            openTask={openTask}
          />
          {isEmpty && closed.status === 'ready' && (
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
    </>
  );
}
