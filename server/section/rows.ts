import { sections } from '../../db/schema/workspaces.ts';
import type { SectionOutput } from './schema.ts';

/** What an answer needs of `sections`. */
export const sectionColumns = {
  id: sections.id,
  workspaceId: sections.workspaceId,
  projectId: sections.projectId,
  name: sections.name,
  order: sections.order,
  version: sections.version,
  createdAt: sections.createdAt,
  updatedAt: sections.updatedAt,
};

export type SectionRow = SectionOutput & { deletedAt: string | null };

/** A row as callers see it. */
export function sectionOutputOf({ deletedAt: _, ...row }: SectionRow): SectionOutput {
  return row;
}
