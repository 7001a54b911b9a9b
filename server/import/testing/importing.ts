import { Readable } from 'node:stream';
import type { ImportId, UploadId } from '../../domain/ids.ts';
import type { Ctx } from '../../platform/context.ts';
import { createUpload } from '../../upload/create-upload.ts';
import { getImport } from '../get-import.ts';
import { settleImports } from '../settle-imports.ts';
import { previewImport } from '../preview-import.ts';
import { runImport } from '../run-import.ts';
import type { Person } from '../../testing/world.ts';
import type { ImportOutput, ImportPreviewInput } from '../schema.ts';

/** Sends a file as `POST /api/uploads` would. */
export async function upload(ctx: Ctx, content: unknown): Promise<UploadId> {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const body = () => Readable.from([Buffer.from(text)]);
  return (await createUpload(ctx, { fileName: 'import.json', announced: 0, body })).uploadId;
}

/** Sends, previews and runs a file, and waits until it is written. */
export async function importAll(
  person: Pick<Person, 'ctx' | 'workspaceId'>,
  content: unknown,
  more: Partial<ImportPreviewInput> = {},
): Promise<ImportOutput> {
  const { workspaceId } = person;
  const ctx = person.ctx();
  const uploadId = await upload(ctx, content);
  const { importId } = await previewImport(ctx, { workspaceId, uploadId, ...more });
  await runImport(ctx, { importId });
  return settled(ctx, importId);
}

/** The import once nothing works on it any more. */
export async function settled(ctx: Ctx, importId: ImportId): Promise<ImportOutput> {
  await settleImports(ctx.runtime);
  return getImport(ctx, { importId });
}
