import type { ChangeOutput } from '../../../server/change/schema.ts';

/** What one write did: its changes in the order in which they came, newest first. */
export type ChangeGroup = { groupId: string; changes: [ChangeOutput, ...ChangeOutput[]] };

/** Puts neighbouring changes of one group together. */
export function groupChanges(changes: readonly ChangeOutput[]): ChangeGroup[] {
  const groups: ChangeGroup[] = [];
  for (const change of changes) {
    const last = groups.at(-1);
    if (last?.groupId === change.groupId) last.changes.push(change);
    else groups.push({ groupId: change.groupId, changes: [change] });
  }
  return groups;
}
