import { nudgeScope } from '../cache/keys.ts';
import type { Look } from '../cache/looks.ts';
import type { Ctx } from '../platform/context.ts';

/** Lets the pages of these people ask again, now, who looks beside them; it says nothing else. */
export function nudgeLookers({ runtime }: Ctx, lookers: readonly Look[]): void {
  runtime.cache.hints.tell(new Set(lookers.map(({ userId }) => nudgeScope(userId))));
}
