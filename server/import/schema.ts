import * as z from 'zod';
import { importStates } from '../domain/enums.ts';
import { inWorkspace, line, outId, writeFields } from '../domain/fields.ts';
import { id } from '../domain/ids.ts';
import type { ImportId, ProjectId, UploadId, WorkspaceId } from '../domain/ids.ts';

export const importFormats = ['trello', 'github'] as const;
export type ImportFormat = (typeof importFormats)[number];

export const outcomes = ['kept', 'changed', 'dropped'] as const;
export type Outcome = (typeof outcomes)[number];

/** Why a field was changed or dropped, or a thing skipped. Codes, so that the page says them in any language. */
export const ledgerNotes = [
  'archived-is-done',
  'by-name',
  'characters-removed',
  'colour-is-name',
  'cut',
  'deleted-there',
  'duplicate-id',
  'in-notes',
  'is-section',
  'is-subtask',
  'limit',
  'nearest-colour',
  'no-equivalent',
  'no-id',
  'no-project-name',
  'not-a-date',
  'not-an-issue',
  'not-in-file',
  'not-text',
  'older-version',
  'only-checklist',
  'out-of-reach',
  'overflow-in-notes',
  'pull-request',
  'same-name',
  'unknown-list',
  'unknown-parent',
  'unknown-state',
  'unused',
  'untitled',
] as const;
export type LedgerNote = (typeof ledgerNotes)[number];

const count = z.int().min(0);

/** What an import keeps, changes and drops, known before anything is written. */
export const ledgerSchema = z.strictObject({
  source: z.enum(importFormats),
  projects: z.array(
    z.strictObject({
      name: z.string(),
      sections: count,
      tasks: count,
      subtasks: count,
      comments: count,
      labels: count,
    }),
  ),
  fields: z.array(
    z.strictObject({
      entity: z.string(),
      field: z.string(),
      outcome: z.enum(outcomes),
      count,
      note: z.enum(ledgerNotes).optional(),
    }),
  ),
  /** The first of what was left out as a whole; `skippedTotal` counts all. */
  skipped: z.array(
    z.strictObject({ what: z.string(), title: z.string(), reason: z.enum(ledgerNotes) }),
  ),
  skippedTotal: count,
  /** Names under which tasks and comments are kept. */
  authors: z.array(z.string()),
  authorsTotal: count,
});
export type Ledger = z.infer<typeof ledgerSchema>;

/** `projectName` stands instead of the name that the source gives. */
export const importPreviewInput = z.strictObject({
  ...inWorkspace,
  uploadId: id<UploadId>(),
  format: z.enum(importFormats).optional(),
  projectName: line(100).optional(),
  ...writeFields,
});
export type ImportPreviewInput = z.output<typeof importPreviewInput>;

export const importPreviewOutput = z.object({ importId: outId<ImportId>(), ledger: ledgerSchema });
export type ImportPreviewOutput = z.output<typeof importPreviewOutput>;

/** An import is found by its id alone; a workspace that is named too must be the right one. */
const importRef = { importId: id<ImportId>(), workspaceId: id<WorkspaceId>().optional() };

export const importRunInput = z.strictObject({ ...importRef, ...writeFields });
export type ImportRunInput = z.output<typeof importRunInput>;
export const importUndoInput = z.strictObject({ ...importRef, ...writeFields });
export type ImportUndoInput = z.output<typeof importUndoInput>;
export const importGetInput = z.strictObject(importRef);
export type ImportGetInput = z.output<typeof importGetInput>;

export const importOutput = z.object({
  importId: outId<ImportId>(),
  workspaceId: outId<WorkspaceId>(),
  format: z.enum(importFormats),
  state: z.enum(importStates),
  /** Things written so far, or taken back while it is being undone. */
  done: count,
  total: count,
  ledger: ledgerSchema,
  /** The projects that it filled and that the caller sees. */
  projectIds: z.array(outId<ProjectId>()),
  /** Why it stopped, in the state `failed`. */
  error: z.string().nullable(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
});
export type ImportOutput = z.output<typeof importOutput>;
