import { savedViews } from '../../db/schema/views.ts';
import type { ViewOutput } from './schema.ts';

/** What an answer needs of `saved_views`. */
export const viewColumns = {
  id: savedViews.id,
  workspaceId: savedViews.workspaceId,
  name: savedViews.name,
  filter: savedViews.filter,
  layout: savedViews.layout,
  grouping: savedViews.grouping,
  sort: savedViews.sort,
  isShared: savedViews.isShared,
  order: savedViews.order,
  version: savedViews.version,
  createdBy: savedViews.createdBy,
  createdAt: savedViews.createdAt,
  updatedAt: savedViews.updatedAt,
};

export type ViewRow = ViewOutput & { deletedAt: string | null };

/** A row as callers see it. */
export function viewOutputOf({ deletedAt: _, ...row }: ViewRow): ViewOutput {
  return row;
}
