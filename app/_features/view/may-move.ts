import type { MemberOutput } from '../../../server/member/schema.ts';
import type { ProjectOutput } from '../../../server/project/schema.ts';
import type { TaskOutput } from '../../../server/task/schema.ts';
import { isWritable } from '../../_client/store/writable.ts';
import { mayAssign } from '../filter/may-assign.ts';
import type { CardMove } from './card-move.ts';

type Task = Pick<TaskOutput, 'projectId' | 'assigneeIds'>;
type Project = Pick<ProjectOutput, 'right' | 'archivedAt' | 'isInbox' | 'isPrivate'>;
type Person = Pick<MemberOutput, 'role' | 'removedAt'>;
type Mover = {
  userId: string;
  projectOf: (id: string) => Project | undefined;
  personOf: (id: string) => Person | undefined;
};

/** True where the person may write all that a move writes, and gives tasks only to who is known to see them. */
export function mayMove(
  move: CardMove,
  tasks: readonly Task[],
  { userId, projectOf, personOf }: Mover,
): boolean {
  if (!tasks.every(({ projectId }) => isWritable(projectOf(projectId)))) return false;
  if (move.kind === 'send') {
    const to = projectOf(move.projectId);
    const isShared = tasks.some(({ assigneeIds }) => assigneeIds.some((id) => id !== userId));
    return isWritable(to) && !(to?.isInbox === true && isShared);
  }
  // What one may write one sees, and may have oneself.
  const others = (move.edit.add?.assigneeIds ?? []).filter((id) => id !== userId);
  return tasks.every(({ projectId }) =>
    others.every((id) => mayAssign(personOf(id), projectOf(projectId))),
  );
}
