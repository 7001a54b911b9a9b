import type { Store } from '../../_client/store/store.ts';
import type { Grouping } from './group-tasks.ts';
import { peopleOrder } from './people-order.ts';

const noOrder: readonly string[] = [];

/** The rows after which the parts of a grouping follow each other: ids of projects, labels or members. */
export function rowsInOrder(of: Store, workspaceId: string, grouping: Grouping): readonly string[] {
  if (grouping === 'project') return of.projectsIn(workspaceId);
  if (grouping === 'label') return of.labelsIn(workspaceId);
  return grouping === 'assignee' ? of.membersIn(workspaceId) : noOrder;
}

/** The keys of parts in the order of these rows: of all, and of those that may stand without tasks. */
export function groupOrder(
  of: Store,
  rows: readonly string[],
  grouping: Grouping,
): { all: readonly string[]; present: readonly string[] } {
  if (grouping !== 'assignee') return { all: rows, present: rows };
  return peopleOrder(rows.flatMap((id) => of.get('members', id) ?? []));
}
