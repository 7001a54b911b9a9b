import { and, eq, inArray, isNull } from 'drizzle-orm';
import { members } from '../../db/schema/workspaces.ts';
import type { WriteCtx } from '../changes/write.ts';
import type { ProjectId, UserId } from '../domain/ids.ts';
import { listProjectPeople } from '../project/scope.ts';

/** Those of the given people who are members now and do not see the project; who has left is no stranger to it. */
export async function listStrangers(
  w: WriteCtx,
  projectId: ProjectId,
  userIds: UserId[],
): Promise<UserId[]> {
  if (userIds.length === 0) return [];
  const here = await w.db
    .select({ userId: members.userId })
    .from(members)
    .where(
      and(
        eq(members.workspaceId, w.member.workspaceId),
        inArray(members.userId, userIds),
        isNull(members.removedAt),
      ),
    );
  const people = await listProjectPeople(w, w.member, { projectId, userIds });
  return here.flatMap(({ userId }) => (people.includes(userId) ? [] : [userId]));
}
