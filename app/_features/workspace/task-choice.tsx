'use client';

import { useTranslations } from 'next-intl';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { useWorkspaces } from '../../_client/store/use-rows.ts';
import { Link } from '../../_ui/link.tsx';
import { Column } from '../shell/column.tsx';
import { taskPath } from '../task-panel/task-path.ts';
import { WorkspaceMark } from './workspace-mark.tsx';
import { useWorkspaceName } from './workspace-name.ts';

export type TaskChoiceProps = { tasks: readonly TaskOutput[] };

/** One key, several workspaces: which task is meant. */
export function TaskChoice({ tasks }: TaskChoiceProps) {
  const t = useTranslations('workspace');
  const workspaces = useWorkspaces();
  const nameOf = useWorkspaceName();
  return (
    <Column>
      <h1 className="px-2 pt-12 text-panel font-semibold">
        {t('several', { key: tasks[0]?.key ?? '' })}
      </h1>
      <ul className="mt-3">
        {tasks.map((task) => {
          const workspace = workspaces.find(({ id }) => id === task.workspaceId);
          return (
            <li key={task.id}>
              <Link
                href={taskPath(task)}
                data-ring="inside"
                className="flex min-h-9 items-center gap-2.5 rounded-control px-2 py-1.5 hover:bg-hover touch:min-h-11"
              >
                {workspace && <WorkspaceMark id={workspace.id} name={nameOf(workspace)} />}
                <span className="min-w-0 flex-1 truncate">{task.title}</span>
                <span className="max-w-40 truncate text-sm text-muted">
                  {workspace && nameOf(workspace)}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </Column>
  );
}
