import type { WriteCtx } from '../changes/write.ts';
import type { ProjectId, UserId } from '../domain/ids.ts';
import { mentionsIn } from '../domain/mentions.ts';
import { listProjectPeople } from '../project/scope.ts';

/**
 * Those whom a text mentions and its older form did not, as far as they see the project. A mention of anybody else
 * stays in the text and has no consequence, so that a text can still be saved when one of them has left.
 */
export async function listMentioned(
  w: WriteCtx,
  projectId: ProjectId,
  { body, older = '' }: { body: string; older?: string },
): Promise<UserId[]> {
  const before = new Set(mentionsIn(older));
  const added = mentionsIn(body).filter((userId) => !before.has(userId));
  if (added.length === 0) return [];
  const people = await listProjectPeople(w, w.member, { projectId, userIds: added });
  return added.filter((userId) => people.includes(userId));
}
