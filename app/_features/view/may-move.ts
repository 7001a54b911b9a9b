import type { ProjectOutput } from '../../../server/project/schema.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { isWritable } from '../../_client/store/writable.ts';
import type { CardMove } from './card-move.ts';

type Task = Pick<TaskOutput, 'projectId' | 'assigneeIds'>;
type Project = Pick<ProjectOutput, 'right' | 'archivedAt' | 'isInbox'>;
type Mover = { userId: string; projectOf: (id: string) => Project | undefined };

/** True where the person may write all that a move writes; what stands in an inbox is for nobody else. */
export function mayMove(
  move: CardMove,
  tasks: readonly Task[],
  { userId, projectOf }: Mover,
): boolean {
  const isForOthers = (ids: readonly string[]) => ids.some((id) => id !== userId);
  if (!tasks.every(({ projectId }) => isWritable(projectOf(projectId)))) return false;
  if (move.kind === 'send') {
    const to = projectOf(move.projectId);
    const isShared = tasks.some(({ assigneeIds }) => isForOthers(assigneeIds));
    return isWritable(to) && !(to?.isInbox === true && isShared);
  }
  const inInbox = tasks.some(({ projectId }) => projectOf(projectId)?.isInbox === true);
  return !(inInbox && isForOthers(move.edit.add?.assigneeIds ?? []));
}
