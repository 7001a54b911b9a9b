import * as z from 'zod';
import { filterSorts, viewGroupings, viewLayouts } from '../domain/enums.ts';
import { beside, editFields, inWorkspace, line, outId, writeFields } from '../domain/fields.ts';
import { longestFilter } from '../domain/filter/problem.ts';
import { id } from '../domain/ids.ts';
import type { UserId, ViewId, WorkspaceId } from '../domain/ids.ts';
import { longestView } from '../domain/limits.ts';

export const viewOutput = z.object({
  id: outId<ViewId>(),
  workspaceId: outId<WorkspaceId>(),
  name: z.string(),
  /** As docs/filters.md has it, in the words in which it was written. */
  filter: z.string(),
  layout: z.enum(viewLayouts),
  grouping: z.enum(viewGroupings),
  sort: z.enum(filterSorts),
  /** Seen by owners, admins and members; else by its maker alone. */
  isShared: z.boolean(),
  order: z.string(),
  version: z.int(),
  createdBy: outId<UserId>(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type ViewOutput = z.output<typeof viewOutput>;

const name = line(longestView);
/** An empty one shows every task. That it can be read is looked at by the verbs: they know the caller's language. */
const filter = z.string().max(longestFilter, `must be at most ${longestFilter} characters`);

export const viewCreateInput = z.strictObject({
  ...inWorkspace,
  id: id<ViewId>().optional(),
  name,
  filter,
  layout: z.enum(viewLayouts).default('list'),
  grouping: z.enum(viewGroupings).default('none'),
  sort: z.enum(filterSorts).default('due'),
  isShared: z.boolean().default(false),
  ...beside<ViewId>(),
  ...writeFields,
});
export type ViewCreateInput = z.output<typeof viewCreateInput>;

export const viewListInput = z.strictObject({ ...inWorkspace });
export type ViewListInput = z.output<typeof viewListInput>;
export const viewListOutput = z.object({ items: z.array(viewOutput) });

const viewRef = { ...inWorkspace, viewId: id<ViewId>() };

export const viewGetInput = z.strictObject(viewRef);
export type ViewGetInput = z.output<typeof viewGetInput>;

export const viewUpdateInput = z.strictObject({
  ...viewRef,
  set: z
    .strictObject({
      name: name.optional(),
      filter: filter.optional(),
      layout: z.enum(viewLayouts).optional(),
      grouping: z.enum(viewGroupings).optional(),
      sort: z.enum(filterSorts).optional(),
      isShared: z.boolean().optional(),
    })
    .default({}),
  /** Where it goes among the views that the caller sees; it stays where neither is named. */
  ...beside<ViewId>(),
  ...editFields,
});
export type ViewUpdateInput = z.output<typeof viewUpdateInput>;

export const viewDeleteInput = z.strictObject({ ...viewRef, ...editFields });
export type ViewDeleteInput = z.output<typeof viewDeleteInput>;
export const viewDeleteOutput = z.object({
  id: outId<ViewId>(),
  deletedAt: z.string(),
  version: z.int(),
});

export const viewRestoreInput = z.strictObject({ ...viewRef, ...editFields });
export type ViewRestoreInput = z.output<typeof viewRestoreInput>;
