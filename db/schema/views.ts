import {
  boolean,
  foreignKey,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
import { filterSorts, viewGroupings, viewLayouts } from '../../server/domain/enums.ts';
import type { UserId, ViewId } from '../../server/domain/ids.ts';
import { createdAt, idColumn, instant, orderKey, tenant, updatedAt } from '../columns.ts';
import { members, workspaces } from './workspaces.ts';

export const viewLayoutEnum = pgEnum('view_layout', viewLayouts);
export const viewGroupingEnum = pgEnum('view_grouping', viewGroupings);
export const filterSortEnum = pgEnum('filter_sort', filterSorts);

/** A filter under a name, and how its tasks are shown. */
export const savedViews = pgTable(
  'saved_views',
  {
    workspaceId: tenant().references(() => workspaces.id),
    id: idColumn<ViewId>('id').notNull(),
    name: text('name').notNull(),
    /** As it was typed, in whichever language. */
    filter: text('filter').notNull(),
    layout: viewLayoutEnum('layout').notNull(),
    grouping: viewGroupingEnum('grouping').notNull(),
    sort: filterSortEnum('sort').notNull(),
    /** Seen by all but guests; else by its maker alone. */
    isShared: boolean('is_shared').notNull().default(false),
    order: orderKey('order').notNull(),
    version: integer('version').notNull().default(1),
    createdBy: idColumn<UserId>('created_by').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: instant('deleted_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('saved_views_order').on(t.workspaceId, t.order, t.id),
    foreignKey({
      name: 'saved_views_maker',
      columns: [t.workspaceId, t.createdBy],
      foreignColumns: [members.workspaceId, members.userId],
    }),
  ],
);
