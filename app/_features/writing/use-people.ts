'use client';

import { fold } from '../../../server/domain/fold.ts';
import { useAnswer } from '../../_client/ask.ts';
import { useMe, useMemberRowIds } from '../../_client/store/use-rows.ts';
import { useListed } from '../task-panel/use-listed.ts';
import type { Named } from './mention-text.ts';

/** A project of a workspace. */
export type Where = { workspaceId: string; projectId: string };

const most = 6;

/**
 * The others who see a project and whose name has a word that begins as asked for; ё counts as е.
 * @param query null asks for nobody
 */
export function usePeople(where: Where, query: string | null): readonly Named[] {
  const { workspaceId, projectId } = where;
  const members = useListed('members', useMemberRowIds(workspaceId));
  const me = useMe();
  const { data } = useAnswer(
    'project.listMembers',
    query === null ? null : { workspaceId, projectId },
  );
  if (query === null) return [];
  const wanted = fold(query.trim());
  return members
    .filter(
      ({ userId, removedAt }) =>
        removedAt === null && userId !== me?.id && isAmong(data?.items, userId),
    )
    .filter(({ name }) => {
      const words = ` ${fold(name)}`;
      return words.includes(` ${wanted}`);
    })
    .slice(0, most)
    .map(({ userId, name }) => ({ id: userId, name }));
}

/** Until the answer is here everybody is offered whom the page knows; the server leaves out who sees nothing. */
function isAmong(seeing: readonly { userId: string }[] | undefined, id: string): boolean {
  return seeing === undefined || seeing.some(({ userId }) => userId === id);
}
