import { badField } from '../platform/errors.ts';
import type { TaskListInput, TaskSort } from './schema.ts';

const filters = [
  'projectId',
  'parentId',
  'status',
  'dueAfter',
  'dueBefore',
  'assigneeId',
  'labelIds',
] as const;
type Filter = (typeof filters)[number];

/** What the text of a list's statement depends on. All else of an input is a value in it. */
export type ListShape = {
  sort: TaskSort;
  by: readonly Filter[];
  onlyOpen: boolean;
  /** True after a cursor. */
  continues: boolean;
};

/** @throws BAD_REQUEST for an order that the list does not have */
export function chooseListShape(input: TaskListInput): ListShape {
  const sort = input.sort ?? (input.projectId ? 'order' : 'due');
  if (sort === 'order' && !input.projectId)
    throw badField(['sort'], 'order is the order within a project: send projectId with it');
  const by = filters.filter((filter) => input[filter] !== undefined && input[filter].length > 0);
  return { sort, by, onlyOpen: input.status === 'open', continues: input.cursor !== undefined };
}
