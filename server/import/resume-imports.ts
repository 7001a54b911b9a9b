import { inArray } from 'drizzle-orm';
import { imports } from '../../db/schema/changes.ts';
import { repeat } from '../platform/repeat.ts';
import type { Runtime } from '../platform/runtime.ts';
import { keepAdvancing } from './keep-advancing.ts';
import { sweepImports } from './sweep-imports.ts';
import { trackImports } from './track-imports.ts';

/** Milliseconds after which an import that was begun in another process goes on here. */
const everyMs = 1000;

/** Goes on with imports that a stopped process left behind, and with those that others begin from now on. */
export async function resumeImports(runtime: Runtime): Promise<void> {
  const work = trackImports(runtime);
  work.stopped = false;
  await sweepImports(runtime.db);
  await goOn(runtime);
  if (runtime.env.redisUrl === null) return;
  const failed = (error: unknown) =>
    runtime.log.warn({ err: error }, 'imports could not be looked for');
  work.unwatch = repeat({ everyMs, work: () => goOn(runtime), failed });
}

async function goOn(runtime: Runtime): Promise<void> {
  const { running } = trackImports(runtime);
  const found = await runtime.db
    .select({ workspaceId: imports.workspaceId, id: imports.id, userId: imports.userId })
    .from(imports)
    .where(inArray(imports.state, ['running', 'undoing']));
  for (const ref of found) if (!running.has(ref.id)) keepAdvancing(runtime, ref);
}
