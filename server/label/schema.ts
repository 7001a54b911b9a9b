import * as z from 'zod';
import { labelColours } from '../domain/enums.ts';
import { editFields, inWorkspace, line, outId, writeFields } from '../domain/fields.ts';
import { longestLabel } from '../domain/limits.ts';
import { id } from '../domain/ids.ts';
import type { LabelId, WorkspaceId } from '../domain/ids.ts';

export const labelOutput = z.object({
  id: outId<LabelId>(),
  workspaceId: outId<WorkspaceId>(),
  name: z.string(),
  colour: z.enum(labelColours),
  version: z.int(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type LabelOutput = z.output<typeof labelOutput>;

export const labelCreateInput = z.strictObject({
  ...inWorkspace,
  id: id<LabelId>().optional(),
  name: line(longestLabel),
  colour: z.enum(labelColours).default('grey'),
  ...writeFields,
});
export type LabelCreateInput = z.output<typeof labelCreateInput>;

export const labelListInput = z.strictObject({ ...inWorkspace });
export type LabelListInput = z.output<typeof labelListInput>;
export const labelListOutput = z.object({ items: z.array(labelOutput) });

const labelRef = { ...inWorkspace, labelId: id<LabelId>() };

export const labelUpdateInput = z.strictObject({
  ...labelRef,
  set: z.strictObject({
    name: line(longestLabel).optional(),
    colour: z.enum(labelColours).optional(),
  }),
  ...editFields,
});
export type LabelUpdateInput = z.output<typeof labelUpdateInput>;

export const labelDeleteInput = z.strictObject({ ...labelRef, ...editFields });
export type LabelDeleteInput = z.output<typeof labelDeleteInput>;
export const labelDeleteOutput = z.object({
  id: outId<LabelId>(),
  deletedAt: z.string(),
  version: z.int(),
});

export const labelRestoreInput = z.strictObject({ ...labelRef, ...editFields });
export type LabelRestoreInput = z.output<typeof labelRestoreInput>;
