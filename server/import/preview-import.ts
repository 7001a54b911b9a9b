import { and, eq } from 'drizzle-orm';
import { users } from '../../db/schema/accounts.ts';
import { imports } from '../../db/schema/changes.ts';
import { membership } from '../auth/membership.ts';
import { storedAnswer } from '../changes/replay.ts';
import { write } from '../changes/write.ts';
import type { Locale } from '../domain/enums.ts';
import type { GroupId, ImportId, UserId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { newId } from '../platform/ids.ts';
import { getUpload } from '../upload/scope.ts';
import { openImport } from './formats/read-import.ts';
import { fileSource } from './formats/source.ts';
import type { ImportPreviewInput, ImportPreviewOutput } from './schema.ts';
import { stageImport } from './stage-import.ts';
import { sweepImports } from './sweep-imports.ts';

/**
 * Reads a sent file and says what would become of it. Nothing of it can be seen in the workspace yet;
 * `import.run` writes it. Long work, but outside the workspace's lock.
 * @throws NOT_FOUND for a file of another person or one that has expired; BAD_REQUEST naming what is
 *   wrong with the file; PAYLOAD_TOO_LARGE where it holds more than one import may
 */
export async function previewImport(
  ctx: Ctx,
  input: ImportPreviewInput,
): Promise<ImportPreviewOutput> {
  const { workspaceId, opId } = input;
  const member = await membership.prove(ctx, workspaceId, 'import.preview');
  const call = { action: 'import.preview', input } as const;
  const earlier = opId && (await storedAnswer(ctx, member.userId, { ...call, opId }));
  if (earlier) return earlier.answer as ImportPreviewOutput;
  await sweepImports(ctx.runtime.db);
  const upload = await getUpload(ctx, input.uploadId);
  const reading = await openImport(fileSource(upload.path), {
    format: input.format,
    projectName: input.projectName,
    locale: await localeOf(ctx, member.userId),
    now: ctx.runtime.clock.now(),
  });
  const importId = newId<ImportId>(ctx.runtime.clock);
  const own = and(eq(imports.workspaceId, workspaceId), eq(imports.id, importId));
  await ctx.runtime.db.insert(imports).values({
    workspaceId,
    id: importId,
    userId: member.userId,
    uploadId: upload.id,
    format: reading.format,
    state: 'previewing',
    groupId: newId<GroupId>(ctx.runtime.clock),
  });
  try {
    const total = await stageImport(ctx, { workspaceId, importId }, reading);
    return await write(ctx, { ...call, guard: membership }, async (w) => {
      const ledger = reading.ledger();
      await w.db.update(imports).set({ state: 'previewed', ledger, total }).where(own);
      return { importId, ledger };
    });
  } catch (error) {
    await ctx.runtime.db.delete(imports).where(own);
    throw error;
  }
}

async function localeOf(ctx: Ctx, userId: UserId): Promise<Locale> {
  const [user] = await ctx.db
    .select({ locale: users.locale })
    .from(users)
    .where(eq(users.id, userId));
  return user?.locale ?? 'en';
}
