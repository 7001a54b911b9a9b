import { and, eq, inArray, sql } from 'drizzle-orm';
import { imports } from '../../db/schema/changes.ts';
import { databaseError } from '../platform/database-error.ts';
import { CairnError } from '../platform/errors.ts';
import type { Runtime } from '../platform/runtime.ts';
import { advanceImport } from './advance-import.ts';
import type { ImportRow } from './scope.ts';
import { trackImports } from './track-imports.ts';
import type { ImportWork } from './track-imports.ts';

type Ref = Pick<ImportRow, 'workspaceId' | 'id' | 'userId'>;
/** Things in the first step of all, which does not know yet what this machine can do. */
const firstSize = 25;
/** Milliseconds until the next try, where the database is away or others hold its locks. */
const pause = 1000;

/** Works on an import in the background until nothing is left to do; once at a time in a process. */
export function keepAdvancing(runtime: Runtime, ref: Ref): void {
  const work = trackImports(runtime);
  if (work.stopped) return;
  if (work.running.has(ref.id)) work.again.add(ref.id);
  else work.running.set(ref.id, advance(runtime, work, ref));
}

async function advance(runtime: Runtime, work: ImportWork, ref: Ref): Promise<void> {
  let size = firstSize;
  for (let refused = 0; !work.stopped;) {
    try {
      const next = await advanceImport(runtime, ref, size);
      if (next !== null) {
        [size, refused] = [next, 0];
        continue;
      }
    } catch (cause) {
      const error = databaseError(cause);
      if (error instanceof CairnError && error.code === 'SERVICE_UNAVAILABLE') {
        if (refused % 60 === 0)
          runtime.log.warn({ err: error, importId: ref.id }, 'an import waits');
        refused += 1;
        await new Promise((resolve) => setTimeout(resolve, pause));
        continue;
      }
      await fail(runtime, ref, error);
    }
    // Asked and forgotten in one breath, or a call in between would be lost.
    if (!work.again.delete(ref.id)) break;
  }
  work.running.delete(ref.id);
}

/** Says why it stopped. What was written stays; the import can go on from there, or be taken back from its beginning. */
async function fail(runtime: Runtime, ref: Ref, error: unknown): Promise<void> {
  runtime.log.error({ err: error, importId: ref.id }, 'an import failed');
  const message =
    error instanceof CairnError
      ? error.message
      : 'Something went wrong on the server; its log says what.';
  try {
    await runtime.db
      .update(imports)
      .set({
        state: 'failed',
        error: message,
        done: sql`CASE ${imports.state} WHEN 'undoing' THEN 0 ELSE ${imports.done} END`,
      })
      .where(
        and(
          eq(imports.workspaceId, ref.workspaceId),
          eq(imports.id, ref.id),
          inArray(imports.state, ['running', 'undoing']),
        ),
      );
  } catch (cause) {
    runtime.log.error(
      { err: cause, importId: ref.id },
      'the failure of an import could not be kept',
    );
  }
}
