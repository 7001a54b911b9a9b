import { wantedRow } from '../effects/effect.ts';
import type { OutboxParts } from './outbox.ts';
import { untilReachable } from './until-reachable.ts';

/**
 * Has open tasks counted once more when all is answered that an earlier page did: a count that was read while it was
 * under way here may have had it in already.
 * @returns what is told of operations that ended, and whether others are under way
 */
export function createRecount(parts: Pick<OutboxParts, 'store' | 'refresh' | 'later'>) {
  let isDoubtful = false;
  return (ended: readonly { from: string }[], isAtRest: boolean): void => {
    isDoubtful ||= ended.some(({ from }) => from === 'device');
    const [project] = parts.store.tables.projects.rows.values();
    if (!isDoubtful || !isAtRest || !project) return;
    isDoubtful = false;
    const wanted = [wantedRow('projects', project)];
    void untilReachable(parts.later, () => parts.refresh(wanted));
  };
}
