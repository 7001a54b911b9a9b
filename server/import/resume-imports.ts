import { inArray } from 'drizzle-orm';
import { imports } from '../../db/schema/changes.ts';
import type { Runtime } from '../platform/runtime.ts';
import { keepAdvancing } from './keep-advancing.ts';
import { sweepImports } from './sweep-imports.ts';

/** Goes on with imports that a stopped process left behind. Called once at boot. */
export async function resumeImports(runtime: Runtime): Promise<void> {
  await sweepImports(runtime.db);
  const found = await runtime.db
    .select({ workspaceId: imports.workspaceId, id: imports.id, userId: imports.userId })
    .from(imports)
    .where(inArray(imports.state, ['running', 'undoing']));
  for (const ref of found) keepAdvancing(runtime, ref);
}
