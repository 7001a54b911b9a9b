import { noticeScope } from '../cache/keys.ts';
import type { UserId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';

/**
 * Lets the pages of these people ask again what they were notified of, and for their reminders; it says nothing else.
 * Called after the commit; of calls that share a transaction it is said after theirs.
 */
export function nudgeNotified(
  { runtime, shared }: Pick<Ctx, 'runtime' | 'shared'>,
  userIds: readonly UserId[],
): void {
  const scopes = userIds.map(noticeScope);
  if (shared) for (const scope of scopes) shared.nudged.add(scope);
  else runtime.cache.hints.tell(new Set(scopes));
}
