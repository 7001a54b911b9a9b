import { noticeScope } from '../cache/keys.ts';
import type { UserId } from '../domain/ids.ts';
import type { Runtime } from '../platform/runtime.ts';

/** Lets the pages of these people ask again what they were notified of, and for their reminders; it says nothing else. Called after the commit. */
export function nudgeNotified({ cache }: Pick<Runtime, 'cache'>, userIds: readonly UserId[]): void {
  cache.hints.tell(new Set(userIds.map(noticeScope)));
}
