import { labels } from '../../db/schema/workspaces.ts';
import type { LabelOutput } from './schema.ts';

/** What an answer needs of `labels`. */
export const labelColumns = {
  id: labels.id,
  workspaceId: labels.workspaceId,
  name: labels.name,
  colour: labels.colour,
  version: labels.version,
  createdAt: labels.createdAt,
  updatedAt: labels.updatedAt,
};

export type LabelRow = LabelOutput & { deletedAt: string | null };

/** A row as callers see it. */
export function labelOutputOf({ deletedAt: _, ...row }: LabelRow): LabelOutput {
  return row;
}
